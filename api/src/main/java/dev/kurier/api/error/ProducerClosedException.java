package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Says that the producer was closed before the record was accepted or its delivery known.
 *
 * <p>What to do: send on another producer; look at {@link #outcome()} before sending the same record again.
 */
public final class ProducerClosedException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error for a record that was not accepted. */
    public ProducerClosedException(String message) {
        this(Outcome.NOT_PERSISTED, message);
    }

    /** Makes an error for a record that the close gave up. */
    public ProducerClosedException(Outcome outcome, String message) {
        super("producer-closed", outcome, false, message, null);
    }
}
