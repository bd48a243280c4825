package dev.kurier.api.setting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Turns the text of a setting into its value.
 *
 * @param allowed what is allowed, in words
 * @param isSecret whether texts and values must stay out of messages
 * @param reading turns allowed text into a value, and throws {@code IllegalArgumentException} at any other
 */
record SettingReader<T>(String allowed, boolean isSecret, Function<String, T> reading) {
    static final SettingReader<Boolean> BOOL = new SettingReader<>("true or false", SettingReader::bool);
    static final SettingReader<Secret> SECRET = new SettingReader<>("a secret", true, Secret::of);

    SettingReader(String allowed, Function<String, T> reading) {
        this(allowed, false, reading);
    }

    static SettingReader<Long> whole(long least, long most) {
        boolean isAny = least == Long.MIN_VALUE && most == Long.MAX_VALUE;
        String words = "a whole number" + (isAny ? "" : " from " + least + " to " + most);
        return new SettingReader<>(words, Long::parseLong)
                .restricted(number -> number >= least && number <= most, words);
    }

    static <E extends Enum<E>> SettingReader<E> oneOf(Class<E> type) {
        Map<String, E> byName = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(SettingReader::written, constant -> constant));
        String words = Arrays.stream(type.getEnumConstants())
                .map(SettingReader::written)
                .collect(Collectors.joining(", ", "one of ", ""));
        return new SettingReader<>(words, text -> {
            E constant = byName.get(text.toLowerCase(Locale.ROOT));
            if (constant == null) {
                throw new IllegalArgumentException(words);
            }
            return constant;
        });
    }

    /** Reads nothing: the values of a prefix are put together from several settings. */
    static SettingReader<Map<String, String>> untold() {
        return new SettingReader<>("any names behind the dot", true, text -> Map.of());
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    T read(String text) {
        try {
            return reading.apply(text);
        } catch (RuntimeException e) {
            // A rule of the plugin's may throw anything, with the text in its message.
            throw isSecret
                    ? new IllegalArgumentException("must be " + allowed)
                    : new IllegalArgumentException("must be " + allowed, e);
        }
    }

    <U> SettingReader<U> map(Function<? super T, U> after) {
        return new SettingReader<>(allowed, isSecret, reading.andThen(after));
    }

    SettingReader<T> restricted(Predicate<? super T> rule, String words) {
        return new SettingReader<>(words, isSecret, text -> {
            T value = reading.apply(text);
            if (!rule.test(value)) {
                throw new IllegalArgumentException(words);
            }
            return value;
        });
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
