package dev.kurier.api.spi;

/**
 * Makes an interceptor; found by {@link java.util.ServiceLoader}, described by {@link Plugin}.
 *
 * <p>Needs a public constructor without parameters that does nothing costly.
 */
public interface InterceptorProvider {
    /**
     * Makes one interceptor of one producer.
     *
     * @throws dev.kurier.api.error.PluginException if a setting is not usable
     */
    Interceptor<?, ?> create(PluginSettings settings);
}
