package dev.kurier.plugin.cloudevents;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Serializer;
import dev.kurier.testkit.check.Written;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Makes serializers by their settings, names and values in turn, and shows the headers that they add. */
final class Events {
    private Events() {}

    static Serializer<Object> serializer(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        CloudEventSerializerProvider provider = new CloudEventSerializerProvider();
        return provider.create(false, PluginSettings.of("test", provider.settings(), given));
    }

    static List<String> headerTexts(Written written) {
        return StreamSupport.stream(written.headers().spliterator(), false)
                .map(header -> header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
