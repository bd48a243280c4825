package dev.kurier.cli.stub.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object, each at most once, and knows where in the document it stands.
 *
 * <p>{@link #done} refuses what nobody asked for: a misspelt field must not be ignored. Not thread-safe.
 */
public final class JsonFields {
    private final String path;
    private final int line;
    private final Map<String, JsonValue> fields;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(String path, int line, Map<String, JsonValue> fields) {
        this.path = path;
        this.line = line;
        this.fields = fields;
    }

    /**
     * Reads a document.
     *
     * @param path how messages call its outermost object
     * @throws ScenarioException if it is not a JSON object
     */
    public static JsonFields parse(String path, String text) {
        return of(path, JsonValue.parse(path, text));
    }

    private static JsonFields of(String path, JsonValue value) {
        Map<String, JsonValue> fields = value.fields();
        if (fields == null) {
            throw new ScenarioException(path + "=" + value + " is not an object; {\"field\": value} is expected (line "
                    + value.line() + ")");
        }
        return new JsonFields(path, value.line(), fields);
    }

    /** Tells whether the field is there. */
    public boolean has(String field) {
        known.add(field);
        JsonValue value = fields.get(field);
        return value != null && value.content() != null;
    }

    /** Returns a text, or null if the field is missing. */
    public @Nullable String text(String field) {
        return has(field) ? typed(field, "a text", String.class) : null;
    }

    /** Returns a text that has to be there. */
    public String requiredText(String field) {
        return required(field, "a text", text(field));
    }

    /** Returns a whole number, or null if the field is missing. */
    public @Nullable Integer number(String field) {
        return has(field) ? typed(field, "a whole number", Integer.class) : null;
    }

    /** Returns a whole number of at least {@code min} that has to be there. */
    public int requiredNumber(String field, int min) {
        int number = required(field, "a whole number", number(field));
        if (number < min) {
            throw refusal(field, "=" + number + " is not allowed: " + min + " or more");
        }
        return number;
    }

    /** Returns a whole number of at least {@code min}, which may be a large one, that has to be there. */
    public long requiredLong(String field, long min) {
        Number number = required(field, "a whole number", has(field) ? typed(field, "a number", Number.class) : null);
        if (!(number instanceof Integer || number instanceof Long) || number.longValue() < min) {
            throw refusal(field, "=" + number + " is not allowed: whole numbers, " + min + " or more");
        }
        return number.longValue();
    }

    /** Returns a number, or null if the field is missing. */
    public @Nullable Double fraction(String field) {
        return has(field) ? typed(field, "a number", Number.class).doubleValue() : null;
    }

    /** Returns a number that has to be there. */
    public double requiredFraction(String field) {
        return required(field, "a number", fraction(field));
    }

    /** Returns a time in milliseconds that has to be there, with a fraction if need be. */
    public Duration requiredMillis(String field) {
        double millis = requiredFraction(field);
        if (!(millis >= 0 && millis <= Integer.MAX_VALUE)) {
            throw refusal(field, "=" + millis + " is not allowed: milliseconds, 0 to " + Integer.MAX_VALUE);
        }
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    /** Returns a time written as {@code 5s}, or null if the field is missing. */
    public @Nullable Duration time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        Duration time = TimeText.read(text);
        if (time == null) {
            throw refusal(field, "=" + text + " is not a time; allowed: " + TimeText.ALLOWED);
        }
        return time;
    }

    /** Tells whether a field that may only be {@code true} is there. */
    public boolean flag(String field) {
        if (has(field) && !typed(field, "true", Boolean.class)) {
            throw refusal(field, "=false is not true; leave it out instead");
        }
        return has(field);
    }

    /** Returns a word of an enum, written in any case, with {@code -} or {@code _}; null if the field is missing. */
    public <E extends Enum<E>> @Nullable E word(String field, Class<E> words) {
        String text = text(field);
        return text == null ? null : word(field, text, words);
    }

    /** Returns a word that has to be there. */
    public <E extends Enum<E>> E requiredWord(String field, Class<E> words) {
        return word(field, requiredText(field), words);
    }

    /** Returns the word that a text of this field stands for. */
    public <E extends Enum<E>> E word(String field, String text, Class<E> words) {
        String name = text.replace('-', '_').toUpperCase(Locale.ROOT);
        return Stream.of(words.getEnumConstants())
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refusal(
                        field,
                        "=" + text + " is not known"
                                + Suggestion.allowed(
                                        text,
                                        Stream.of(words.getEnumConstants())
                                                .map(JsonFields::written)
                                                .toList())));
    }

    /** Returns the texts in an array; none if the field is missing. */
    public List<String> texts(String field) {
        return all(field, "an array of texts", (where, value) -> {
            if (value.content() instanceof String text) {
                return text;
            }
            throw refusal(field, "=" + value + " is not an array of texts");
        });
    }

    /** Returns the numbers in an array, or the one that stands there alone; none if the field is missing. */
    public List<Integer> numbers(String field) {
        JsonValue value = has(field) ? fields.get(field) : null;
        if (value != null && value.content() instanceof Integer number) {
            return List.of(number);
        }
        return all(field, "a whole number, or an array of them", (where, element) -> {
            if (element.content() instanceof Integer number) {
                return number;
            }
            throw refusal(field, "=" + element + " is not a whole number");
        });
    }

    /** Tells whether the field holds an object. */
    public boolean isObject(String field) {
        JsonValue value = has(field) ? fields.get(field) : null;
        return value != null && value.fields() != null;
    }

    /** Returns the object in a field, or null if the field is missing. */
    public @Nullable JsonFields object(String field) {
        return has(field) ? of(path + "." + field, Objects.requireNonNull(fields.get(field))) : null;
    }

    /** Returns the object in a field that has to be there. */
    public JsonFields requiredObject(String field) {
        return required(field, "an object", object(field));
    }

    /** Returns the objects in an array; none if the field is missing. */
    public List<JsonFields> objects(String field) {
        return all(field, "an array", JsonFields::of);
    }

    /** Returns the names of the fields that are there, in their order. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** Returns how messages call this object. */
    public String path() {
        return path;
    }

    /** Makes an exception that names this object, and the line where it begins. */
    public ScenarioException refusal(String problem) {
        return new ScenarioException(path + problem + " (line " + line + ")");
    }

    /** Makes an exception that names a field of this object, and its line. */
    public ScenarioException refusal(String field, String problem) {
        JsonValue value = fields.get(field);
        return new ScenarioException(
                path + "." + field + problem + " (line " + (value == null ? line : value.line()) + ")");
    }

    /** Refuses fields that were not asked for. */
    public void done() {
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw refusal(name, " is not known" + Suggestion.allowed(name, known));
            }
        }
    }

    private <T> T required(String field, String wanted, @Nullable T value) {
        if (value == null) {
            throw refusal(field, " is missing; " + wanted + " is needed");
        }
        return value;
    }

    private <T> T typed(String field, String wanted, Class<T> type) {
        JsonValue value = Objects.requireNonNull(fields.get(field), field);
        if (!type.isInstance(value.content())) {
            throw refusal(field, "=" + value + " is not " + wanted);
        }
        return type.cast(value.content());
    }

    private <T> List<T> all(String field, String wanted, BiFunction<String, JsonValue, T> read) {
        if (!has(field)) {
            return List.of();
        }
        JsonValue value = Objects.requireNonNull(fields.get(field));
        List<JsonValue> elements = value.elements();
        if (elements == null) {
            throw refusal(field, "=" + value + " is not " + wanted);
        }
        List<T> all = new ArrayList<>();
        IntStream.range(0, elements.size())
                .forEach(i -> all.add(read.apply(path + "." + field + "[" + i + "]", elements.get(i))));
        return all;
    }

    private static String written(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
