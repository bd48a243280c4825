package dev.kurier.plugin.avro;

import dev.kurier.api.Headers;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.plugin.avro.registry.RegistryTime;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Plays the host of a serializer. */
final class Wire implements AutoCloseable {
    final AvroSerializer serializer;
    private final boolean isKey;

    Wire(boolean isKey, RegistryTime time, Map<String, String> settings) {
        this.isKey = isKey;
        serializer = AvroSerializerProvider.create(
                isKey, PluginSettings.of("test", new AvroSerializerProvider().settings(), settings), time);
    }

    /** Settings given by twos: name, value. */
    static Wire of(String url, String... settings) {
        return new Wire(false, RegistryTime.SYSTEM, map(url, settings));
    }

    static Map<String, String> map(String url, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("schema.registry.url", url));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return all;
    }

    byte[] bytes(String topic, Object object) {
        Sink sink = new Sink();
        serializer.serialize(new Context(topic, isKey), object, sink);
        return sink.out.toByteArray();
    }

    @Override
    public void close() {
        serializer.close();
    }

    private record Context(String topic, boolean isKey) implements SerializationContext {
        @Override
        public Headers headers() {
            return Headers.none();
        }

        @Override
        public void addHeader(String name, byte[] value) {
            throw new AssertionError("the format has no headers");
        }
    }

    private static final class Sink implements BytesSink {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        @Override
        public void put(byte b) {
            out.write(b);
        }

        @Override
        public void put(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
        }

        @Override
        public void putShort(short value) {
            out.writeBytes(ByteBuffer.allocate(2).putShort(value).array());
        }

        @Override
        public void putInt(int value) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        }

        @Override
        public void putLong(long value) {
            out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        }

        @Override
        public void putUtf8(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void put(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            out.writeBytes(copy);
        }

        @Override
        public void adopt(byte[] bytes) {
            out.writeBytes(bytes);
        }
    }
}
