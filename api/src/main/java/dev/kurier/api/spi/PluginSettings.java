package dev.kurier.api.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plugin its settings: those whose keys start with its own prefix, the prefix cut off.
 *
 * <p>For a value serializer named {@code json}, the setting {@code value.serializer.json.indent} is read here as
 * {@code indent}.
 */
public interface PluginSettings {
    /** The producer's {@code client.id}. */
    String clientId();

    /** The setting of that name, or null. */
    @Nullable
    String get(String name);

    /** All settings of the plugin. */
    Map<String, String> asMap();

    /** The setting of that name, or {@code defaultValue}. */
    default String get(String name, String defaultValue) {
        String value = get(name);
        return value == null ? defaultValue : value;
    }
}
