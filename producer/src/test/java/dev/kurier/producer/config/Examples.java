package dev.kurier.producer.config;

import dev.kurier.producer.config.table.Allowed;
import dev.kurier.producer.config.table.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives each setting a good value that is not its default, and bad ones. */
final class Examples {
    private static final Map<String, String> GOOD = Map.of(
            "bootstrap.servers", "h1:1,h2:65535",
            "enable.idempotence", "false",
            "delivery.timeout.ms", "30006",
            "buffer.memory", "1048577",
            "metrics.recording.level", "DEBUG",
            "compression.gzip.level", "1");

    private Examples() {}

    static String good(Setting setting) {
        String fixed = GOOD.get(setting.name());
        if (fixed != null) {
            return fixed;
        }
        return switch (setting.type()) {
            case BOOLEAN -> opposite(setting);
            case SHORT, INT, LONG -> number(setting);
            case DOUBLE -> setting.allowed() instanceof Allowed.Fraction f ? f.least() + "" : "0.5";
            case STRING -> setting.allowed() instanceof Allowed.Words words ? last(words, setting) : "something";
            case LIST -> "one,two";
            case CLASS -> "round-robin";
            case PASSWORD -> "secret-canary";
        };
    }

    static List<Object> bad(Setting setting) {
        List<Object> bad = new ArrayList<>(List.of(new Object()));
        switch (setting.type()) {
            case BOOLEAN -> bad.addAll(List.of("yes", "", "1", 1, "truee"));
            case SHORT, INT, LONG -> {
                bad.addAll(List.of("10 ms", "1e3", "0x10", "", "x", "１２", "1.5", 1.5, true, "99999999999999999999"));
                if (setting.allowed() instanceof Allowed.Range range && range.least() > Integer.MIN_VALUE) {
                    bad.add(range.least() - 1);
                }
            }
            case DOUBLE -> bad.addAll(List.of("NaN", Double.NaN, "", "x", "1,5", "1e999"));
            case STRING -> {
                if (setting.allowed() instanceof Allowed.Words) {
                    bad.addAll(List.of("", "nonsense"));
                }
            }
            case LIST -> bad.add(List.of("a", 5));
            case CLASS -> bad.addAll(List.of("", " "));
            case PASSWORD -> bad.add(List.of("secret-canary"));
        }
        return bad;
    }

    private static String opposite(Setting setting) {
        // Where Kurier does not do what Kafka's default says, that default is a warning and its opposite what it does.
        boolean is = Boolean.parseBoolean(setting.isSupported() ? setting.defaultValue() : setting.does());
        return Boolean.toString(!is);
    }

    private static String number(Setting setting) {
        long base = setting.defaultValue() == null ? 0 : Long.parseLong(setting.defaultValue());
        long up = base == Integer.MAX_VALUE ? base - 1 : base + 1;
        return Long.toString(setting.allowed().accepts(up) ? up : base - 1);
    }

    private static String last(Allowed.Words words, Setting setting) {
        List<String> list = words.words();
        String last = list.get(list.size() - 1);
        return last.equals(setting.defaultValue()) ? list.get(0) : last;
    }
}
