package dev.kurier.producer.plugin;

import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.producer.config.PluginChoice;

/**
 * Knows every plugin that can be found, and makes the chosen ones.
 *
 * <p>Immutable after {@link #discover}; may be used from any thread.
 */
public final class PluginCatalog {
    private PluginCatalog() {}

    /** Looks for plugins on the class path and module path that {@code loader} sees; runs no plugin code. */
    public static PluginCatalog discover(ClassLoader loader) {
        return new PluginCatalog();
    }

    /**
     * Makes the chosen serializer.
     *
     * @throws dev.kurier.api.error.PluginException if there is none of that name, or more than one, or it fails
     */
    public ChosenSerializer serializer(PluginChoice choice, boolean isKey, String clientId) {
        throw new UnsupportedOperationException("plugins are not loaded yet");
    }

    /** Makes the chosen partitioner; throws as {@link #serializer}. */
    public Partitioner partitioner(PluginChoice choice, String clientId) {
        throw new UnsupportedOperationException("plugins are not loaded yet");
    }

    /** Makes the chosen interceptor; throws as {@link #serializer}. */
    public Interceptor<?, ?> interceptor(PluginChoice choice, String clientId) {
        throw new UnsupportedOperationException("plugins are not loaded yet");
    }
}
