package org.example.phone;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.util.List;
import java.util.Optional;

/** Writes phone numbers in one form, however they are typed: E.164, such as {@code +4930901820}. */
@Plugin(name = "phone", aliases = "e164", summary = "Phone numbers, from text to E.164.")
public final class PhoneSerializerProvider implements SerializerProvider {
    private static final PluginSetting<Optional<String>> COUNTRY_CODE = PluginSetting.text(
                    "country-code", "The country of numbers without one, such as 49 for Germany.")
            .allowed(code -> code.matches("[1-9]\\d{0,2}"), "one to three digits, the first not 0")
            .optional();

    private static final PluginSetting<String> TRUNK_PREFIX = PluginSetting.text(
                    "trunk-prefix", "What stands before a number inside its country, and is left out from abroad.")
            .allowed(prefix -> prefix.matches("\\d{0,2}"), "at most two digits, or empty")
            .withDefault("0");

    /** Called by the host; does nothing. */
    public PhoneSerializerProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(COUNTRY_CODE, TRUNK_PREFIX);
    }

    @Override
    public Class<?> type() {
        return String.class;
    }

    @Override
    public Serializer<String> create(boolean isKey, PluginSettings settings) {
        PhoneNumbers numbers =
                new PhoneNumbers(settings.get(COUNTRY_CODE).orElse(null), settings.get(TRUNK_PREFIX));
        return (context, value, sink) -> sink.putUtf8(numbers.e164(value));
    }
}
