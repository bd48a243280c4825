package dev.kurier.plugin.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.plugin.avro.registry.RegistryTime;
import dev.kurier.testkit.check.Written;
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
        Written written = Written.of(serializer, topic, isKey, object);
        assertThat(written.headers()).as("the format has no headers").isEmpty();
        return written.bytes();
    }

    @Override
    public void close() {
        serializer.close();
    }
}
