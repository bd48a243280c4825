package dev.kurier.cli.stub.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the fields of one JSON object, each at most once, and knows where in the document it stands.
 *
 * <p>{@link #done} refuses what nobody asked for: a misspelt field must not be ignored. Not thread-safe.
 */
public final class JsonFields {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /**
     * Reads a document.
     *
     * @param path how messages call its outermost object
     * @throws ScenarioException if it is not a JSON object
     */
    public static JsonFields parse(String path, String text) {
        try {
            return of(path, JSON.readTree(text));
        } catch (JacksonException e) {
            throw new ScenarioException(path + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static JsonFields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new ScenarioException(path + "=" + node + " is not an object; {\"field\": value} is expected");
        }
        return new JsonFields(path, node);
    }

    /** Tells whether the field is there. */
    public boolean has(String field) {
        known.add(field);
        return node.has(field) && !node.get(field).isNull();
    }

    /** Returns a text, or null if the field is missing. */
    public @Nullable String text(String field) {
        return has(field) ? typed(field, "a text", JsonNode::isString, JsonNode::asString) : null;
    }

    /** Returns a text that has to be there. */
    public String requiredText(String field) {
        String text = text(field);
        if (text == null) {
            throw new ScenarioException(path + "." + field + " is missing; a text is needed");
        }
        return text;
    }

    /** Returns a whole number, or null if the field is missing. */
    public @Nullable Integer number(String field) {
        return has(field) ? typed(field, "a whole number", JsonNode::isInt, JsonNode::asInt) : null;
    }

    /** Returns a whole number of at least {@code min} that has to be there. */
    public int requiredNumber(String field, int min) {
        Integer number = number(field);
        if (number == null) {
            throw new ScenarioException(path + "." + field + " is missing; a whole number is needed");
        }
        if (number < min) {
            throw new ScenarioException(path + "." + field + "=" + number + " is not allowed: " + min + " or more");
        }
        return number;
    }

    /** Returns a number, or null if the field is missing. */
    public @Nullable Double fraction(String field) {
        return has(field) ? typed(field, "a number", JsonNode::isNumber, JsonNode::asDouble) : null;
    }

    /** Tells whether a field that may only be {@code true} is there. */
    public boolean flag(String field) {
        return has(field) && typed(field, "true", value -> value.isBoolean() && value.asBoolean(), JsonNode::asBoolean);
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

    /** Returns the texts in an array; none if the field is missing. */
    public List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode array = typed(field, "an array of texts", JsonNode::isArray, Function.identity());
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> array.get(i).asString())
                .toList();
    }

    /** Returns the word that a text of this field stands for. */
    <E extends Enum<E>> E word(String field, String text, Class<E> words) {
        String name = text.replace('-', '_').toUpperCase(Locale.ROOT);
        return Stream.of(words.getEnumConstants())
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ScenarioException(
                        path + "." + field + "=" + text + " is not one of " + List.of(words.getEnumConstants())));
    }

    /** Returns the object in a field, or null if the field is missing. */
    public @Nullable JsonFields object(String field) {
        return has(field) ? of(path + "." + field, node.get(field)) : null;
    }

    /** Returns the objects in an array; none if the field is missing. */
    public List<JsonFields> objects(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode array = typed(field, "an array", JsonNode::isArray, Function.identity());
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> of(path + "." + field + "[" + i + "]", array.get(i)))
                .toList();
    }

    /** Returns how messages call this object. */
    public String path() {
        return path;
    }

    /** Refuses fields that were not asked for. */
    public void done() {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw new ScenarioException(path + "." + name + " is not known; allowed here: " + known);
            }
        }
    }

    private <T> T typed(String field, String wanted, Function<JsonNode, Boolean> is, Function<JsonNode, T> as) {
        JsonNode value = node.get(field);
        if (!is.apply(value)) {
            throw new ScenarioException(path + "." + field + "=" + value + " is not " + wanted);
        }
        return as.apply(value);
    }
}
