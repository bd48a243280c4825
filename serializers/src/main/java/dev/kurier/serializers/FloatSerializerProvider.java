package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes a float in four bytes, big-endian IEEE 754.
 *
 * <p>Keeps the bits of every NaN, as Kafka's serializer does.
 */
@Plugin(
        name = "float",
        aliases = {"FloatSerializer", "org.apache.kafka.common.serialization.FloatSerializer"},
        summary = "A float in four bytes, IEEE 754 single, big-endian.")
public final class FloatSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public FloatSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Float.class;
    }

    @Override
    public Serializer<Float> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putInt(Float.floatToRawIntBits(value));
    }
}
