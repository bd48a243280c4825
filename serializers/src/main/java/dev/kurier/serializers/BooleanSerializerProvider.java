package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes a boolean in one byte.
 */
@Plugin(
        name = "boolean",
        aliases = {"BooleanSerializer", "org.apache.kafka.common.serialization.BooleanSerializer"},
        summary = "A boolean in one byte: 1 or 0.")
public final class BooleanSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public BooleanSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Boolean.class;
    }

    @Override
    public Serializer<Boolean> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.put((byte) (value ? 1 : 0));
    }
}
