package dev.kurier.protocol;

/**
 * Says that bytes do not follow Kafka's protocol.
 *
 * <p>Thrown by everything that reads bytes, and the only exception that malformed bytes can cause. Whoever reads bytes
 * from a connection gives the connection up, because nothing that follows can be trusted either.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN = -1;

    private final int byteOffset;

    /** Makes an exception whose message names the byte and what is wrong there. */
    public ProtocolException(String message) {
        this(message, UNKNOWN);
    }

    /** Makes an exception that knows the byte, counted from where the reader began. */
    ProtocolException(String message, int byteOffset) {
        super(message);
        this.byteOffset = byteOffset;
    }

    /** Makes an exception for bytes that a decoder of another library refused. */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
        this.byteOffset = UNKNOWN;
    }

    /**
     * Returns the byte behind the field that does not fit, or the first that is missing or too many, counted from where the
     * reader began; -1 if it is not known.
     */
    public int byteOffset() {
        return byteOffset;
    }
}
