package dev.kurier.producer.plugin;

import dev.kurier.api.spi.PluginSettings;
import dev.kurier.producer.config.PluginChoice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plugin the settings under its names, and those it shares.
 *
 * @param clientId the producer's name
 * @param asMap names without any prefix
 */
record OwnSettings(String clientId, Map<String, String> asMap) implements PluginSettings {
    OwnSettings {
        asMap = Map.copyOf(asMap);
    }

    /** The settings of a choice that stand under one of {@code names}; they win over shared ones. */
    static OwnSettings of(PluginChoice choice, Collection<String> names, String clientId) {
        Map<String, String> own = new HashMap<>(choice.shared());
        choice.settings().forEach((key, value) -> {
            String name = prefix(key, names);
            if (name != null) {
                own.put(key.substring(name.length() + 1), value);
            }
        });
        return new OwnSettings(clientId, own);
    }

    /** The name that a key stands under, or null. */
    static @Nullable String prefix(String key, Collection<String> names) {
        String lower = key.toLowerCase(Locale.ROOT);
        for (String name : names) {
            if (lower.startsWith(name.toLowerCase(Locale.ROOT) + ".")) {
                return name;
            }
        }
        return null;
    }

    @Override
    public @Nullable String get(String name) {
        return asMap.get(name);
    }

    /** Writes the names only; the values may be secrets. */
    @Override
    public String toString() {
        return "settings " + asMap.keySet();
    }
}
