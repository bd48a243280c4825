package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Says that a record may be in the log, and that the producer can no longer find out: an attempt had no definite response, and
 * the sequence numbers are lost under which it could be repeated safely.
 *
 * <p>What to do: the message says which attempt, and how the numbers were lost; look into the log before sending the same
 * record again.
 */
public final class OutcomeUnknownException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with the reason. */
    public OutcomeUnknownException(String message) {
        super("outcome-unknown", Outcome.UNKNOWN, true, message, null);
    }
}
