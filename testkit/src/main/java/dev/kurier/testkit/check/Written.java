package dev.kurier.testkit.check;

import dev.kurier.api.Headers;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a serializer made of a value, for tests of a plugin's own that compare bytes.
 *
 * @param bytes what it put or adopted
 * @param headers what it added
 */
public record Written(byte[] bytes, Headers headers) {
    /** Has the value of a record for topic {@code topic} serialized; see the other method. */
    public static <T> Written of(Serializer<T> serializer, T value) {
        return of(serializer, "topic", false, value);
    }

    /**
     * Has a key or value serialized, on the calling thread; whatever the serializer throws is thrown.
     *
     * @throws IllegalStateException if it breaks a rule of {@link dev.kurier.api.spi.BytesSink}
     */
    public static <T> Written of(Serializer<T> serializer, String topic, boolean isKey, T object) {
        Call call = new Call(topic, isKey);
        SampleSink sink = new SampleSink();
        serializer.serialize(call, object, sink);
        sink.end();
        return new Written(sink.result(), call.headers);
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Call implements SerializationContext {
        private final String topic;
        private final boolean isKey;
        private Headers headers = Headers.none();

        private Call(String topic, boolean isKey) {
            this.topic = topic;
            this.isKey = isKey;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public boolean isKey() {
            return isKey;
        }

        @Override
        public Headers headers() {
            return headers;
        }

        @Override
        public void addHeader(String name, byte @Nullable [] value) {
            headers = headers.with(name, value);
        }
    }
}
