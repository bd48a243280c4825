package dev.kurier.api.spi;

/**
 * Makes a serializer; found by {@link java.util.ServiceLoader}, described by {@link Plugin}.
 *
 * <p>Needs a public constructor without parameters that does nothing costly.
 */
public interface SerializerProvider {
    /** What the serializers take; objects of other classes are refused with a message that names it. */
    Class<?> type();

    /**
     * Makes the serializer of one producer's keys or values.
     *
     * @param isKey whether it serializes keys
     * @throws dev.kurier.api.error.PluginException if a setting is not usable
     */
    Serializer<?> create(boolean isKey, PluginSettings settings);
}
