package dev.kurier.producer.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which plugin the settings choose, and with which settings of its own.
 *
 * @param key the setting that chooses, for example {@code value.serializer}
 * @param name what it says: a plugin's name or alias, or a class name
 * @param type the class, if the application gave the class itself in place of a name
 * @param settings everything under the setting's prefix, the prefix cut off but not the plugin's name: the setting
 *     {@code value.serializer.json.indent} is here as {@code json.indent}
 * @param shared settings that reach the chosen plugin whatever its name, for example {@code ignore.keys} of a
 *     partitioner, {@code encoding} of a serializer
 */
public record PluginChoice(
        String key, String name, @Nullable Class<?> type, Map<String, String> settings, Map<String, String> shared) {
    public PluginChoice {
        settings = Map.copyOf(settings);
        shared = Map.copyOf(shared);
    }

    /** Writes the choice and the names of its settings; their values may be secrets. */
    @Override
    public String toString() {
        return key + "=" + name + (settings.isEmpty() ? "" : " with " + settings.keySet());
    }
}
