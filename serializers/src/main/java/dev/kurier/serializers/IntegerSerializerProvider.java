package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes an int in four bytes, big-endian.
 */
@Plugin(
        name = "integer",
        aliases = {"int", "IntegerSerializer", "org.apache.kafka.common.serialization.IntegerSerializer"},
        summary = "An int in four bytes, big-endian.")
public final class IntegerSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public IntegerSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Integer.class;
    }

    @Override
    public Serializer<Integer> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putInt(value);
    }
}
