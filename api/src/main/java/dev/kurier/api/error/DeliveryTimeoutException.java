package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Says that {@code delivery.timeout.ms} passed before a definite answer came.
 *
 * <p>What to do: the message says where the time went and the last error; look at {@link #outcome()} before sending the
 * same record again.
 */
public final class DeliveryTimeoutException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with what is known of the record and the last error met on its way. */
    public DeliveryTimeoutException(Outcome outcome, String message, @Nullable Throwable cause) {
        super("delivery-timeout", outcome, true, message, cause);
    }
}
