package dev.kurier.producer.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the charsets of keys and of values, which Kafka's serializer of strings reads without any plugin's name before them.
 *
 * <p>They reach the chosen serializer, whatever its name, if it knows a setting {@code encoding}.
 */
final class SerializerEncoding {
    private static final String KEY = "key.serializer";
    private static final String VALUE = "value.serializer";
    private static final String SUFFIX = ".encoding";
    private static final String BOTH = "serializer" + SUFFIX;
    private static final List<String> NAMES = List.of(KEY + SUFFIX, VALUE + SUFFIX, BOTH);

    /** Those who are sure to follow it. */
    private static final Set<String> FOLLOWERS =
            Set.of("string", "stringserializer", "org.apache.kafka.common.serialization.stringserializer");

    private final Map<String, String> given = new TreeMap<>();

    /** Takes its settings out of {@code named}. */
    void take(Map<String, @Nullable Object> named) {
        for (String name : NAMES) {
            Object value = named.remove(name);
            if (value != null) {
                given.put(name, value.toString().trim());
            }
        }
    }

    /** What the serializer chosen by {@code choice} gets: Kafka looks for its own charset first, then for that of both. */
    Map<String, String> of(String choice) {
        String own = given.get(choice + SUFFIX);
        String charset = own != null ? own : given.get(BOTH);
        return charset == null ? Map.of() : Map.of("encoding", charset);
    }

    /** Warns of those that may reach nobody. */
    void report(Values values, Collection<String> inCode, Problems problems) {
        for (String name : given.keySet()) {
            List<String> choices = name.equals(BOTH)
                    ? List.of(KEY, VALUE)
                    : List.of(name.substring(0, name.length() - SUFFIX.length()));
            if (choices.stream().noneMatch(choice -> isFollowed(values.find(choice)))) {
                problems.warn(Problems.shown(name) + " "
                        + (inCode.containsAll(choices)
                                ? "has no effect: " + String.join(" and ", choices)
                                        + " is given in code, which takes no settings."
                                : "reaches " + String.join(" and ", choices)
                                        + ", but only the serializer string is sure to follow it."));
            }
        }
    }

    private static boolean isFollowed(@Nullable Object chosen) {
        return chosen != null && FOLLOWERS.contains(chosen.toString().toLowerCase(Locale.ROOT));
    }
}
