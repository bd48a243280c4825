package dev.kurier.producer.config;

import dev.kurier.api.setting.NearestName;
import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the given keys that are in no table: those of plugins, and those that nobody knows. */
final class UnlistedKeys {
    private static final List<String> PREFIXES =
            List.of("key.serializer.", "value.serializer.", "partitioner.", "interceptor.", "kurier.listener.");
    private static final List<String> KNOWN =
            KnownSettings.all().stream().map(Setting::name).toList();

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** What a file brings along and nobody sees: blanks of any kind, control characters, a byte-order mark. */
    private static final Pattern UNSEEN = Pattern.compile("^[\\p{Z}\\p{C}]+|[\\p{Z}\\p{C}]+$");

    private final Map<String, @Nullable Object> unknown = new TreeMap<>();
    private final Map<String, Map<String, String>> byPrefix = new HashMap<>();

    void add(String key, @Nullable Object value) {
        unknown.put(key, value);
    }

    /**
     * Takes the plugins' settings out of the unknown ones: those under a kind's prefix.
     *
     * <p>The name behind the prefix may be that of a plugin chosen by an alias, so any name will do that is no slip of a
     * known setting; the catalog tells which ones reach nobody.
     *
     * @param chosen the names of the plugins chosen, as they are written
     */
    void takePlugins(Collection<String> chosen) {
        Iterator<Entry<String, @Nullable Object>> entries = unknown.entrySet().iterator();
        while (entries.hasNext()) {
            Entry<String, @Nullable Object> entry = entries.next();
            String key = entry.getKey();
            String prefix =
                    PREFIXES.stream().filter(key::startsWith).findFirst().orElse("");
            if (!prefix.isEmpty() && entry.getValue() != null && isForPlugin(key, prefix, chosen)) {
                byPrefix.computeIfAbsent(prefix, p -> new TreeMap<>())
                        .put(
                                key.substring(prefix.length()),
                                entry.getValue().toString().trim());
                entries.remove();
            }
        }
    }

    /** The plugins' settings under a prefix, which is cut off. */
    Map<String, String> ofPlugins(String prefix) {
        return byPrefix.getOrDefault(prefix, Map.of());
    }

    /** Warns of plugins' settings whose plugin is an object given in code, which takes none. */
    void reportOrphans(Collection<String> inCode, Problems problems) {
        for (String key : inCode) {
            String prefix = key.equals("partitioner.class") ? "partitioner." : key + ".";
            for (String name : ofPlugins(prefix).keySet()) {
                problems.warn(Problems.shown(prefix + name) + " has no effect: " + key
                        + " is an object given in code, which takes no settings.");
            }
        }
    }

    /** Reports and forgets names that would be known without letters that nobody sees: what was written must not be lost. */
    void refuseUnseenLetters(Problems problems) {
        Iterator<String> keys = unknown.keySet().iterator();
        while (keys.hasNext()) {
            String key = keys.next();
            String seen = UNSEEN.matcher(key).replaceAll("");
            if (!seen.equals(key) && (KNOWN.contains(seen) || PREFIXES.stream().anyMatch(seen::startsWith))) {
                problems.error("'" + escaped(key) + "' is not allowed: a blank or a letter that can't be seen is"
                        + " part of the name. Write " + Problems.shown(seen) + ".");
                keys.remove();
            }
        }
    }

    private static String escaped(String key) {
        return Problems.shown(Pattern.compile("[\\p{Z}\\p{C}&&[^ ]]")
                .matcher(key)
                .replaceAll(letter -> "\\\\u" + HEX.toHexDigits(letter.group().charAt(0))));
    }

    /** Reports what is left, without the values, which may be secrets: errors if {@code strict}, else warnings. */
    void report(boolean strict, Problems problems) {
        for (String key : unknown.keySet()) {
            String name = key.isEmpty() ? "'' (an empty name)" : Problems.shown(key);
            String question = NearestName.question(key, KNOWN);
            if (strict) {
                problems.error(name + " is not a known setting, and kurier.strict=true allows no others."
                        + (question.isEmpty() ? " Remove it." : question));
            } else {
                problems.warn(name + " is not a known setting and has no effect." + question);
            }
        }
    }

    private static boolean isForPlugin(String key, String prefix, Collection<String> chosen) {
        String rest = key.substring(prefix.length()).toLowerCase(Locale.ROOT);
        return chosen.stream().anyMatch(name -> rest.startsWith(name.toLowerCase(Locale.ROOT) + "."))
                || (rest.indexOf('.') > 0 && NearestName.of(key, KNOWN) == null);
    }
}
