package dev.kurier.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks {@code KURIER_LOG}: the logging library takes a level that it does not know for DEBUG. */
final class LogLevel {
    static final String VARIABLE = "KURIER_LOG";

    private static final List<String> ALL = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

    private LogLevel() {}

    /** What is wrong with the variable's value, or null. */
    static @Nullable String fault(@Nullable String value) {
        if (value == null || value.isBlank() || ALL.contains(value.strip().toUpperCase(Locale.ROOT))) {
            return null;
        }
        return "kurier: " + VARIABLE + "=" + value + " is not allowed: must be one of " + String.join(", ", ALL)
                + ". Unset it for WARN.";
    }
}
