package dev.kurier.plugin.json;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Serializer;
import dev.kurier.testkit.check.Written;
import java.util.HashMap;
import java.util.Map;

/** Makes serializers by their settings, names and values in turn. */
final class JsonText {
    private JsonText() {}

    /** The text that a serializer with these settings makes of the value. */
    static String of(Object value, String... namesAndValues) {
        return Written.of(serializer(false, namesAndValues), value).text();
    }

    static Serializer<Object> serializer(boolean isKey, String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        JsonSerializerProvider provider = new JsonSerializerProvider();
        return provider.create(isKey, PluginSettings.of("test", provider.settings(), given));
    }
}
