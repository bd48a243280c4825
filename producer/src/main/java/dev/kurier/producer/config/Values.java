package dev.kurier.producer.config;

import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds one value per known setting: the given one, one that a rule set, or the default. */
final class Values {
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    /** Takes a good value that the application gave. */
    void give(String name, Object value) {
        values.put(name, value);
        given.add(name);
    }

    /** Notes that the application gave a value that is not usable; the default stands in. */
    void refuse(String name) {
        refused.add(name);
    }

    /** Sets a value that a rule between settings asks for. */
    void set(String name, Object value) {
        values.put(name, value);
    }

    /** Tells whether the application gave a good value. */
    boolean isGiven(String name) {
        return given.contains(name);
    }

    /** Tells whether none of the values was refused, so that a rule about them makes sense. */
    boolean areUsable(String... names) {
        return Set.of(names).stream().noneMatch(refused::contains);
    }

    long number(String name) {
        return (Long) value(name);
    }

    boolean flag(String name) {
        return (Boolean) value(name);
    }

    String text(String name) {
        return (String) value(name);
    }

    @SuppressWarnings("unchecked")
    List<Object> list(String name) {
        Object value = find(name);
        return value == null ? List.of() : (List<Object>) value;
    }

    /** The value, or null if there is neither one nor a default. */
    @Nullable
    Object find(String name) {
        Object value = values.get(name);
        return value != null ? value : ValueParser.defaultOf(setting(name));
    }

    private Object value(String name) {
        return Objects.requireNonNull(find(name), name);
    }

    private static Setting setting(String name) {
        return Objects.requireNonNull(KnownSettings.find(name), name);
    }
}
