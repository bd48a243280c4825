package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Refuses a record that is larger than a limit of the producer or of the broker.
 *
 * <p>What to do: make it smaller, or raise the limit that the message names on both sides.
 */
public final class RecordTooLargeException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message. */
    public RecordTooLargeException(String message) {
        super("record-too-large", Outcome.NOT_PERSISTED, false, message, null);
    }
}
