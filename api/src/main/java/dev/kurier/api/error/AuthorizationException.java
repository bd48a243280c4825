package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Says that the cluster does not allow this client to do that.
 *
 * <p>What to do: grant the right that the message names; no restart is needed.
 */
public final class AuthorizationException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error that names the resource and the right that is missing. */
    public AuthorizationException(String message) {
        super("not-authorized", Outcome.NOT_PERSISTED, false, message, null);
    }
}
