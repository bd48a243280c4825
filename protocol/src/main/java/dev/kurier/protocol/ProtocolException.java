package dev.kurier.protocol;

/**
 * Says that bytes do not follow Kafka's protocol.
 *
 * <p>Thrown by everything that reads bytes, and the only exception that malformed bytes can cause. Whoever reads bytes
 * from a connection gives the connection up, because nothing that follows can be trusted either.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message names the byte and what is wrong there. */
    public ProtocolException(String message) {
        super(message);
    }

    /** Makes an exception for bytes that a decoder of another library refused. */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
