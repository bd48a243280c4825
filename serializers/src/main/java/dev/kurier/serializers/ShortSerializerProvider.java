package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes a short in two bytes, big-endian.
 */
@Plugin(
        name = "short",
        aliases = {"ShortSerializer", "org.apache.kafka.common.serialization.ShortSerializer"},
        summary = "A short in two bytes, big-endian.")
public final class ShortSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public ShortSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Short.class;
    }

    @Override
    public Serializer<Short> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putShort(value);
    }
}
