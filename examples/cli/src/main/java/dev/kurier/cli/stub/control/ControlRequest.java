package dev.kurier.cli.stub.control;

import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import dev.kurier.cli.stub.json.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Is one request to the control port, matched with its route.
 *
 * @param path the values of the placeholders in the route's path
 * @param query the words behind the question mark, the last of each name
 * @param body what was sent, empty if nothing
 */
record ControlRequest(Map<String, String> path, Map<String, String> query, String body) {
    /** How long a request may wait for something. */
    static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** Refuses words of the query that are not among these. */
    void allow(String... names) {
        for (String name : query.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new IllegalArgumentException(
                        name + "=" + query.get(name) + " is not known; allowed: " + String.join(", ", names));
            }
        }
    }

    /** Returns the value of a placeholder. */
    String text(String placeholder) {
        return Objects.requireNonNull(path.get(placeholder), placeholder);
    }

    /** Returns the number in a placeholder. */
    int number(String placeholder) {
        return number(placeholder, text(placeholder));
    }

    /** Returns a number of the query, or what is taken if it is not there. */
    int queryNumber(String name, int otherwise) {
        String value = query.get(name);
        return value == null ? otherwise : number(name, value);
    }

    /** Returns a time of the query, such as {@code 500ms} or {@code 5s}, or what is taken if it is not there. */
    Duration queryTime(String name, Duration otherwise, Duration max) {
        String value = query.get(name);
        if (value == null) {
            return otherwise;
        }
        Duration read = TimeText.read(value);
        if (read == null || read.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    name + "=" + value + " is not a time such as 500ms or 5s, at most " + max.toSeconds() + "s");
        }
        return read;
    }

    /**
     * Returns the object that was sent; one without fields if nothing was.
     *
     * @throws ScenarioException if it is not a JSON object
     */
    JsonFields fields() {
        return JsonFields.parse("body", body.isEmpty() ? "{}" : body);
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + "=" + value + " is not a whole number", e);
        }
    }
}
