package dev.kurier.protocol.compress;

/** Says why the library of a codec can't be used, and what to do. */
public final class CodecUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CompressionType type;
    private final String artifact;

    CodecUnavailableException(CompressionType type, String artifact, String message, Throwable cause) {
        super(message, cause);
        this.type = type;
        this.artifact = artifact;
    }

    /** The codec that was asked for. */
    public CompressionType type() {
        return type;
    }

    /** The Maven coordinates of its library, group and artifact. */
    public String artifact() {
        return artifact;
    }
}
