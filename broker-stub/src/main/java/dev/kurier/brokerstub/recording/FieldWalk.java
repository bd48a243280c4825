package dev.kurier.brokerstub.recording;

import dev.kurier.protocol.Uuid;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message of {@code protocol} apart: each of its fields by path, in the order of the message.
 *
 * <p>Elements of a list that have names are called by them, if no two have the same: brokers list topics in any order.
 */
final class FieldWalk {
    private final Set<String> ignored;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Uuid> topicIds = new HashMap<>();

    private FieldWalk(Set<String> ignored) {
        this.ignored = ignored;
    }

    /** Takes a message apart, but for fields of these names. */
    static FieldWalk of(Object message, Set<String> ignored) {
        FieldWalk walk = new FieldWalk(ignored);
        walk.add("", message);
        return walk;
    }

    /** Returns the fields: numbers, texts and byte buffers, {@code "null"} for null. */
    Map<String, Object> fields() {
        return fields;
    }

    /** Returns the ids of the topics that the message tells with their names. */
    Map<String, Uuid> topicIds() {
        return topicIds;
    }

    private void add(String path, @Nullable Object value) {
        if (value instanceof List<?> list) {
            addAll(path, list);
        } else if (value instanceof Uuid || !(value instanceof Record message)) {
            fields.put(path, value == null ? "null" : value);
        } else {
            addRecord(path, message);
        }
    }

    private void addAll(String path, List<?> list) {
        fields.put(path + ".size", list.size());
        List<String> names = list.stream()
                .map(FieldWalk::name)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        boolean named = names.size() == list.size();
        for (int i = 0; i < list.size(); i++) {
            add(path + "[" + (named ? names.get(i) : i) + "]", list.get(i));
        }
    }

    private void addRecord(String path, Record message) {
        String name = name(message);
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            Object value = value(message, component);
            if (name != null && value instanceof Uuid id && component.getName().equals("topicId")) {
                topicIds.put(name, id);
            }
            if (!ignored.contains(component.getName())) {
                add(path.isEmpty() ? component.getName() : path + "." + component.getName(), value);
            }
        }
    }

    /** Returns what an element calls itself, or null if it doesn't. */
    private static @Nullable String name(@Nullable Object element) {
        if (element instanceof Record message) {
            for (RecordComponent component : message.getClass().getRecordComponents()) {
                if (component.getName().equals("name")) {
                    Object name = value(message, component);
                    return name == null || name.equals("") ? null : name.toString();
                }
            }
        }
        return null;
    }

    private static @Nullable Object value(Record message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(message.getClass() + "." + component.getName() + " can't be read", e);
        }
    }
}
