package dev.kurier.plugin.json;

import dev.kurier.api.Headers;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.producer.send.SinkBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds what a serializer made of a value, in the producer's own buffer.
 *
 * @param bytes the bytes
 * @param headers the headers it added
 */
record Written(byte[] bytes, Headers headers) {
    static Written of(Serializer<Object> serializer, Object value) {
        Context context = new Context();
        SinkBuffer sink = new SinkBuffer();
        serializer.serialize(context, value, sink);
        return new Written(sink.toByteArray(), context.headers);
    }

    /** The text that a serializer with these settings, names and values in turn, makes of the value. */
    static String text(Object value, String... namesAndValues) {
        return of(serializer(false, namesAndValues), value).text();
    }

    static Serializer<Object> serializer(boolean isKey, String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        JsonSerializerProvider provider = new JsonSerializerProvider();
        return provider.create(isKey, PluginSettings.of("test", provider.settings(), given));
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Context implements SerializationContext {
        private Headers headers = Headers.none();

        @Override
        public String topic() {
            return "orders";
        }

        @Override
        public boolean isKey() {
            return false;
        }

        @Override
        public Headers headers() {
            return headers;
        }

        @Override
        public void addHeader(String name, byte[] value) {
            headers = headers.with(name, value);
        }
    }
}
