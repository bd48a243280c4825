package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Roots every error of the producer: what happened to the record, and what to do.
 *
 * <p>A message says what was wrong, names the value, says what is allowed and what to do; it never holds a secret.
 */
public abstract class ProducerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final Outcome outcome;
    private final boolean retriable;

    /**
     * Makes an error.
     *
     * @param code the heading in {@code docs/errors.md}, stable across releases
     * @param outcome what is known of the record
     * @param retriable whether sending the same record again may succeed without a change to it or to the settings
     */
    protected ProducerException(
            String code, Outcome outcome, boolean retriable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.outcome = outcome;
        this.retriable = retriable;
    }

    /** The error's stable code, which is also its heading in {@code docs/errors.md}. */
    public String code() {
        return code;
    }

    /** What is known of the record; never {@link Outcome#PERSISTED}. */
    public Outcome outcome() {
        return outcome;
    }

    /** Tells whether the same record may be sent again unchanged; look at {@link #outcome()} for duplicates. */
    public boolean isRetriable() {
        return retriable;
    }

    /** Writes class, code and outcome before the message. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + code + ", " + outcome + "]: " + getMessage();
    }
}
