package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a plugin: unknown name, two of one name, not loadable, failed to start.
 *
 * <p>What to do: the message names the plugin, where it came from, and the ones that are known.
 */
public final class PluginException extends ProducerException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with its message and what caused it. */
    public PluginException(String message, @Nullable Throwable cause) {
        super("plugin-refused", Outcome.NOT_PERSISTED, false, message, cause);
    }
}
