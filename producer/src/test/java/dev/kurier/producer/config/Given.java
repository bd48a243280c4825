package dev.kurier.producer.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kurier.api.error.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds settings for tests on top of the few that are required. */
final class Given {
    static final Map<String, Object> LEAST = Map.of(
            "bootstrap.servers", "a:9092,b:9092",
            "key.serializer", "string",
            "value.serializer", "string",
            "client.id", "test");

    private Given() {}

    /** The required settings with these on top; null leaves a required one out. */
    static Map<String, Object> with(Object... namesAndValues) {
        Map<String, Object> given = new HashMap<>(LEAST);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return given;
    }

    static Map<String, Object> without(String name) {
        Map<String, Object> given = new HashMap<>(LEAST);
        given.remove(name);
        return given;
    }

    static ProducerSettings parsed(Object... namesAndValues) {
        return ProducerSettings.parse(with(namesAndValues));
    }

    static List<String> warnings(Object... namesAndValues) {
        return parsed(namesAndValues).warnings();
    }

    /** The problems of a configuration that must have some. */
    static List<String> problems(Object... namesAndValues) {
        return problemsOf(with(namesAndValues));
    }

    static List<String> problemsOf(Map<?, ?> given) {
        ConfigException error = catchThrowableOfType(ConfigException.class, () -> ProducerSettings.parse(given));
        if (error == null) {
            throw new AssertionError("no problem found in " + given);
        }
        return error.problems();
    }
}
