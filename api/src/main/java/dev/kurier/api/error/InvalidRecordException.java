package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a record that can never be sent as it is: its topic, partition, timestamp or value.
 *
 * <p>What to do: correct the record.
 */
public final class InvalidRecordException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message. */
    public InvalidRecordException(String message) {
        this(message, null);
    }

    /** Makes an error with its message and what user code threw. */
    public InvalidRecordException(String message, @Nullable Throwable cause) {
        super("invalid-record", Outcome.NOT_PERSISTED, false, message, cause);
    }
}
