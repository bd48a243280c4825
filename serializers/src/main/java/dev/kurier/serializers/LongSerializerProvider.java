package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes a long in eight bytes, big-endian.
 */
@Plugin(
        name = "long",
        aliases = {"LongSerializer", "org.apache.kafka.common.serialization.LongSerializer"},
        summary = "A long in eight bytes, big-endian.")
public final class LongSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public LongSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Long.class;
    }

    @Override
    public Serializer<Long> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putLong(value);
    }
}
