package dev.kurier.api.spi;

import dev.kurier.api.setting.PluginSettings;

/** Makes a serializer. */
public interface SerializerProvider extends PluginProvider {
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
