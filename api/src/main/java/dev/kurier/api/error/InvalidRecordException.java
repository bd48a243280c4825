package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Refuses a record that can never be sent as it is: its topic, partition, timestamp or value.
 *
 * <p>What to do: correct the record.
 */
public final class InvalidRecordException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message. */
    public InvalidRecordException(String message) {
        super("invalid-record", Outcome.NOT_PERSISTED, false, message, null);
    }
}
