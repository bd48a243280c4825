package dev.kurier.api.setting;

import dev.kurier.api.error.PluginException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plugin the values of its settings, all of them checked.
 *
 * <p>The values never change; may be used from any thread.
 */
public final class PluginSettings {
    private final String clientId;
    private final Map<String, Object> values;
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    private PluginSettings(String clientId, Map<String, Object> values) {
        this.clientId = clientId;
        this.values = values;
    }

    /**
     * Reads the given settings; hosts and tests of plugins call it.
     *
     * @param clientId the producer's {@code client.id}
     * @param declared the settings that the plugin knows
     * @param given what stands in the configuration, by names without the plugin's own before them
     * @throws PluginException if one is unknown, not allowed or missing; the message names all that are
     */
    public static PluginSettings of(
            String clientId, Collection<? extends PluginSetting<?>> declared, Map<String, String> given) {
        Map<String, String> left = new TreeMap<>(given);
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (PluginSetting<?> setting : declared) {
            Object value = setting.isPrefix() ? takeUnder(setting.name(), left) : take(setting, left, problems);
            if (value != null) {
                values.put(setting.name(), value);
            }
        }
        left.keySet().forEach(name -> problems.add(unknown(name, declared)));
        if (!problems.isEmpty()) {
            throw new PluginException(String.join("; ", problems), null);
        }
        return new PluginSettings(clientId, values);
    }

    private static @Nullable Object take(PluginSetting<?> setting, Map<String, String> left, List<String> problems) {
        String text = left.remove(setting.name());
        if (text == null) {
            Object fallback = setting.defaultValue();
            if (fallback == null) {
                problems.add("its setting " + setting.name() + " is missing: it must be " + setting.allowedValues()
                        + ". " + setting.doc());
            }
            return fallback;
        }
        try {
            return setting.read(text);
        } catch (IllegalArgumentException e) {
            String shown = setting.isSecret() ? Secret.HIDDEN : printable(text);
            problems.add("its setting " + setting.name() + "=" + shown + " " + e.getMessage());
            return null;
        }
    }

    private static Map<String, String> takeUnder(String prefix, Map<String, String> left) {
        Map<String, String> taken = new HashMap<>();
        left.entrySet().removeIf(entry -> {
            boolean isUnder = entry.getKey().startsWith(prefix);
            if (isUnder) {
                taken.put(
                        entry.getKey().substring(prefix.length()),
                        entry.getValue().strip());
            }
            return isUnder;
        });
        return Map.copyOf(taken);
    }

    private static String unknown(String name, Collection<? extends PluginSetting<?>> declared) {
        List<String> known = declared.stream().map(PluginSetting::name).sorted().toList();
        return "it has no setting " + printable(name) + "." + NearestName.question(name, known)
                + (known.isEmpty() ? " It takes none" : " It takes " + String.join(", ", known));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** The producer's {@code client.id}. */
    public String clientId() {
        return clientId;
    }

    /**
     * The value of a setting: what was given, or its default.
     *
     * @throws IllegalArgumentException if the provider's {@code settings()} don't list it
     */
    @SuppressWarnings("unchecked") // read by the setting of that name
    public <T> T get(PluginSetting<T> setting) {
        Object value = values.get(setting.name());
        if (value == null) {
            throw new IllegalArgumentException(
                    "the setting " + setting.name() + " is not listed by the provider's settings()");
        }
        read.add(setting.name());
        return (T) value;
    }

    /** The names of the settings that nobody has read yet, sorted; tests of plugins look for those declared in vain. */
    public Set<String> unread() {
        Set<String> unread = new TreeSet<>(values.keySet());
        unread.removeAll(read);
        return unread;
    }

    /** Writes the names only; the values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().stream().collect(Collectors.joining(", ", "settings ", ""));
    }
}
