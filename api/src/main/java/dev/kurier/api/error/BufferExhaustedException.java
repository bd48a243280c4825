package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Says that no buffer memory came free in time.
 *
 * <p>What to do: send slower or later, raise {@code buffer.memory}, or find the slow broker that the message names.
 */
public final class BufferExhaustedException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message. */
    public BufferExhaustedException(String message) {
        super("buffer-exhausted", Outcome.NOT_PERSISTED, true, message, null);
    }
}
