package dev.kurier.cli.stub.json;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times as people write them: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
public final class TimeText {
    /** What is a time, for messages. */
    public static final String ALLOWED = "a number and ms, s, m or h, such as 500ms or 5s";

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private TimeText() {}

    /** Returns the time, or null if it is none. */
    public static @Nullable Duration read(String text) {
        Matcher time = SYNTAX.matcher(text);
        return time.matches()
                ? Duration.of(Long.parseLong(time.group(1)), Objects.requireNonNull(UNITS.get(time.group(2))))
                : null;
    }
}
