package dev.kurier.plugin.avro.registry;

import org.jspecify.annotations.Nullable;

/** Says what a schema registry refused, or that none answered; the message says what to do and holds no secret. */
public final class RegistryException extends RuntimeException {
    /** Stands for a status or error code when no answer came. */
    public static final int NONE = 0;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    RegistryException(String message, int status, int errorCode, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The same failure for another caller who waited for it, with a stack trace of its own. */
    public RegistryException again() {
        return new RegistryException(String.valueOf(getMessage()), status, errorCode, this);
    }

    /** The HTTP status of the answer, or {@link #NONE}. */
    public int status() {
        return status;
    }

    /** The registry's own {@code error_code}, for example 40401, or {@link #NONE}. */
    public int errorCode() {
        return errorCode;
    }
}
