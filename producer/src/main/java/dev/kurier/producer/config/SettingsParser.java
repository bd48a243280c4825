package dev.kurier.producer.config;

import java.util.Map;
import java.util.Set;

/** Turns given settings into {@link ProducerSettings}. */
final class SettingsParser {
    private SettingsParser() {}

    static ProducerSettings parse(Map<?, ?> given, Set<String> inCode) {
        throw new UnsupportedOperationException("settings are not parsed yet");
    }
}
