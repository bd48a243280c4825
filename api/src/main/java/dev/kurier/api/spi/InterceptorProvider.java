package dev.kurier.api.spi;

import dev.kurier.api.setting.PluginSettings;

/** Makes an interceptor. */
public interface InterceptorProvider extends PluginProvider {
    /**
     * Makes one interceptor of one producer.
     *
     * @throws dev.kurier.api.error.PluginException if a setting is not usable
     */
    Interceptor<?, ?> create(PluginSettings settings);
}
