package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Says that the thread was interrupted while it waited inside the producer.
 *
 * <p>The thread's interrupt flag is set again. The record was not accepted.
 */
public final class InterruptException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message. */
    public InterruptException(String message) {
        super("interrupted", Outcome.NOT_PERSISTED, true, message, null);
    }
}
