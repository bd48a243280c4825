package dev.kurier.cli.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/**
 * Holds a setting as {@code -X KEY=VALUE} gives it, without blanks around key and value.
 *
 * @param key never empty
 * @param value everything behind the first equals sign
 */
public record SettingOption(String key, String value) {
    /** Reads the option; its text is not repeated in the message, it may be a secret. */
    public static SettingOption parse(String text) {
        int equals = text.indexOf('=');
        String key = text.substring(0, Math.max(0, equals)).strip();
        if (key.isEmpty()) {
            throw new TypeConversionException(
                    equals < 0 ? "it has no '=' between name and value" : "it has no name before '='");
        }
        // Kafka's client takes what String.trim() takes off every value.
        return new SettingOption(key, text.substring(equals + 1).trim());
    }

    /** Puts options into a map; of several with one key the last counts. */
    public static Map<String, String> toMap(List<SettingOption> options) {
        Map<String, String> settings = new LinkedHashMap<>();
        options.forEach(option -> settings.put(option.key(), option.value()));
        return settings;
    }
}
