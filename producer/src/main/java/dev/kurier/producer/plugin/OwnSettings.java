package dev.kurier.producer.plugin;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.PluginProvider;
import dev.kurier.producer.config.PluginChoice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks out of a choice's settings those of the plugin chosen: all under one of its names, and the shared ones it knows. */
final class OwnSettings {
    private OwnSettings() {}

    /**
     * Reads the settings of what was made.
     *
     * @param made a provider, or an object of a class chosen in its place, which has no settings
     * @throws dev.kurier.api.error.PluginException if one is unknown, not allowed or missing
     */
    static PluginSettings of(PluginChoice choice, Collection<String> names, String clientId, Object made) {
        List<PluginSetting<?>> declared = made instanceof PluginProvider provider ? provider.settings() : List.of();
        Map<String, String> own = new HashMap<>();
        for (PluginSetting<?> setting : declared) {
            String shared = choice.shared().get(setting.name());
            if (shared != null) {
                own.put(setting.name(), shared);
            }
        }
        choice.settings().forEach((key, value) -> {
            String name = prefix(key, names);
            if (name != null) {
                own.put(key.substring(name.length() + 1), value);
            }
        });
        return PluginSettings.of(clientId, declared, own);
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
}
