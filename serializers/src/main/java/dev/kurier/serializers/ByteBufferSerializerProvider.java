package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.nio.ByteBuffer;

/**
 * Writes a buffer's bytes from its beginning to its limit.
 *
 * <p>The position does not count, as in Kafka's serializer: a buffer that was half read goes out whole. To send what
 * remains only, send {@code buffer.slice()}. Unlike Kafka's serializer this one leaves the position where it is.
 */
@Plugin(
        name = "bytebuffer",
        aliases = {"byte-buffer", "ByteBufferSerializer", "org.apache.kafka.common.serialization.ByteBufferSerializer"},
        summary = "A ByteBuffer's bytes from 0 to its limit, whatever its position.")
public final class ByteBufferSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public ByteBufferSerializerProvider() {}

    @Override
    public Class<?> type() {
        return ByteBuffer.class;
    }

    @Override
    public Serializer<ByteBuffer> create(boolean isKey, PluginSettings settings) {
        return ByteBufferSerializerProvider::serialize;
    }

    private static void serialize(SerializationContext context, ByteBuffer value, BytesSink sink) {
        if (value.hasArray()) {
            sink.put(value.array(), value.arrayOffset(), value.limit());
        } else {
            sink.put(value.duplicate().rewind());
        }
    }
}
