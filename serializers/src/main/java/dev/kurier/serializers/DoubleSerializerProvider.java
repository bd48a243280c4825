package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes a double in eight bytes, big-endian IEEE 754.
 *
 * <p>Writes every NaN as the canonical one, as Kafka's serializer does (and unlike the one of floats).
 */
@Plugin(
        name = "double",
        aliases = {"DoubleSerializer", "org.apache.kafka.common.serialization.DoubleSerializer"},
        summary = "A double in eight bytes, IEEE 754 double, big-endian.")
public final class DoubleSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public DoubleSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Double.class;
    }

    @Override
    public Serializer<Double> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putLong(Double.doubleToLongBits(value));
    }
}
