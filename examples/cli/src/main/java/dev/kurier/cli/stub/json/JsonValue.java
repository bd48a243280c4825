package dev.kurier.cli.stub.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Is a piece of JSON that knows on which line it stands.
 *
 * @param line of the document, counted from 1
 * @param content a {@code Map<String, JsonValue>}, a {@code List<JsonValue>}, a text, a number, a truth value, or null
 */
record JsonValue(int line, @Nullable Object content) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads a document.
     *
     * @param name how messages call it
     * @throws ScenarioException if it is not JSON, or an object has two fields of one name
     */
    static JsonValue parse(String name, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            JsonValue value = read(name, parser);
            if (parser.nextToken() != null) {
                throw new ScenarioException(
                        name + " is not JSON: there is more behind its end (line " + line(parser) + ")");
            }
            return value;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ScenarioException(name + " is not JSON: " + e.getOriginalMessage() + " (line " + line + ")");
        }
    }

    private static JsonValue read(String path, JsonParser parser) {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new ScenarioException(path + " is not JSON: it is empty (line " + line + ")");
        }
        return new JsonValue(
                line,
                switch (token) {
                    case START_OBJECT -> fields(path, parser);
                    case START_ARRAY -> elements(path, parser);
                    case VALUE_STRING -> parser.getString();
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    default -> null;
                });
    }

    private static Map<String, JsonValue> fields(String path, JsonParser parser) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            JsonValue value = read(path + "." + name, parser);
            if (fields.put(name, value) != null) {
                throw new ScenarioException(path + "." + name + " is there twice; leave one out (line " + line + ")");
            }
        }
        return fields;
    }

    private static List<JsonValue> elements(String path, JsonParser parser) {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(path + "[" + elements.size() + "]", parser));
        }
        return elements;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Returns the fields of an object, or null if it is none. */
    @Nullable
    @SuppressWarnings("unchecked")
    Map<String, JsonValue> fields() {
        return content instanceof Map<?, ?> ? (Map<String, JsonValue>) content : null;
    }

    /** Returns the elements of an array, or null if it is none. */
    @Nullable
    @SuppressWarnings("unchecked")
    List<JsonValue> elements() {
        return content instanceof List<?> ? (List<JsonValue>) content : null;
    }

    /** Writes it as JSON again, for messages. */
    @Override
    public String toString() {
        return JSON.writeValueAsString(plain());
    }

    private @Nullable Object plain() {
        Map<String, JsonValue> fields = fields();
        List<JsonValue> elements = elements();
        if (fields != null) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            fields.forEach((name, value) -> plain.put(name, value.plain()));
            return plain;
        }
        return elements != null ? elements.stream().map(JsonValue::plain).toList() : content;
    }
}
