package dev.kurier.api.error;

import dev.kurier.api.Outcome;

/**
 * Says that client and broker have no version of an API in common, or that a setting needs a newer broker.
 *
 * <p>What to do: the message names the API, our versions and the broker's.
 */
public final class UnsupportedVersionException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error that names the API and both ranges. */
    public UnsupportedVersionException(String message) {
        super("unsupported-version", Outcome.NOT_PERSISTED, false, message, null);
    }
}
