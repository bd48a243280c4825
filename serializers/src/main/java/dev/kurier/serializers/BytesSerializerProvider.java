package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Hands byte arrays over as they are.
 *
 * <p>Copies nothing: the array must not change until {@code send} has returned.
 */
@Plugin(
        name = "bytes",
        aliases = {"byte-array", "ByteArraySerializer", "org.apache.kafka.common.serialization.ByteArraySerializer"},
        summary = "Byte arrays as they are.")
public final class BytesSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public BytesSerializerProvider() {}

    @Override
    public Class<?> type() {
        return byte[].class;
    }

    @Override
    public Serializer<byte[]> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.adopt(value);
    }
}
