package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Says that a serializer refused a key or value.
 *
 * <p>What to do: correct the record, or choose another serializer.
 */
public final class SerializationException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message and what caused it. */
    public SerializationException(String message, @Nullable Throwable cause) {
        super("serialization-failed", Outcome.NOT_PERSISTED, false, message, cause);
    }
}
