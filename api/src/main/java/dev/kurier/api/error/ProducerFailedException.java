package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Says that the producer's sender died of an error; the producer takes no more records.
 *
 * <p>What to do: report the cause, make a new producer.
 */
public final class ProducerFailedException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with what is known of the record and what the sender died of. */
    public ProducerFailedException(Outcome outcome, String message, @Nullable Throwable cause) {
        super("producer-failed", outcome, false, message, cause);
    }
}
