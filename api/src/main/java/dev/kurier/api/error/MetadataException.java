package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Says that a topic or partition did not become known in time, or that the cluster refused to tell.
 *
 * <p>What to do: the message names the brokers asked and what they answered.
 */
public final class MetadataException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with the cause that kept the metadata away. */
    public MetadataException(String message, boolean retriable, @Nullable Throwable cause) {
        super("metadata-missing", Outcome.NOT_PERSISTED, retriable, message, cause);
    }
}
