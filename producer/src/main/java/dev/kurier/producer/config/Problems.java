package dev.kurier.producer.config;

import dev.kurier.api.error.ConfigException;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a configuration, so that all of it is reported at once. */
final class Problems {
    private static final int SHOWN_LENGTH = 80;

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds what makes the configuration unusable: one or more whole sentences. */
    void error(String sentences) {
        errors.add(sentences);
    }

    /** Adds what the application should know all the same: one or more whole sentences. */
    void warn(String sentences) {
        warnings.add(sentences);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Throws all errors in one exception, if there are any. */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }

    /** A text fit for a message: without control characters, cut if long. */
    static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
        return line.length() <= SHOWN_LENGTH
                ? line
                : line.substring(0, SHOWN_LENGTH) + "… (" + text.length() + " characters)";
    }
}
