package dev.kurier.plugin.cloudevents;

import dev.kurier.api.Headers;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.producer.send.SinkBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Holds what a serializer made of an event, in the producer's own buffer.
 *
 * @param bytes the value's bytes
 * @param headers the headers it added
 */
record Written(byte[] bytes, Headers headers) {
    static Written of(Serializer<Object> serializer, Object event) {
        Context context = new Context();
        SinkBuffer sink = new SinkBuffer();
        serializer.serialize(context, event, sink);
        return new Written(sink.toByteArray(), context.headers);
    }

    static Serializer<Object> serializer(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        CloudEventSerializerProvider provider = new CloudEventSerializerProvider();
        return provider.create(false, PluginSettings.of("test", provider.settings(), given));
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> headerTexts() {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static final class Context implements SerializationContext {
        private Headers headers = Headers.none();

        @Override
        public String topic() {
            return "events";
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
