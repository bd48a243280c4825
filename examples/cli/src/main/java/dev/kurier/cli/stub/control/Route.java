package dev.kurier.cli.stub.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Joins a method and a path such as {@code /brokers/{id}/kill} to what is done.
 *
 * @param doc what it does, in a few words
 * @param waits tells of the words behind the question mark, as they were sent, whether it may wait for something
 */
record Route(String method, String template, String doc, Predicate<String> waits, Handler handler) {
    private static final String SEPARATOR = "/";

    /** Joins them to what never waits. */
    Route(String method, String template, String doc, Handler handler) {
        this(method, template, doc, query -> false, handler);
    }

    /** Does what a route promises; an {@link IllegalArgumentException} is answered as the caller's mistake. */
    @FunctionalInterface
    interface Handler {
        ControlAnswer handle(ControlRequest request);
    }

    /** Returns the values of the placeholders, or null if the path is another. */
    @Nullable
    Map<String, String> match(String path) {
        List<String> wanted = List.of(template.split(SEPARATOR, -1));
        List<String> given = List.of(path.split(SEPARATOR, -1));
        if (wanted.size() != given.size()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String word = wanted.get(i);
            if (word.startsWith("{")) {
                values.put(word.substring(1, word.length() - 1), given.get(i));
            } else if (!word.equals(given.get(i))) {
                return null;
            }
        }
        return values;
    }
}
