package dev.kurier.producer.config;

import dev.kurier.producer.config.table.Setting;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns one given value into the type of its setting.
 *
 * <p>Whole numbers become {@code Long}, whatever their width; lists become {@code List<Object>} of texts and classes.
 */
final class ValueParser {
    // ASCII digits only: Long.parseLong would take those of any script.
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private ValueParser() {}

    /** Says why a value is refused; the message may end with a hint. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        RefusedException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /**
     * Parses and checks a value.
     *
     * @throws RefusedException with all that is to say about the value
     */
    static Object parse(Setting setting, Object given) throws RefusedException {
        Object value = read(
                setting, given instanceof CharSequence text ? text.toString().trim() : given);
        if (!setting.allowed().accepts(value)) {
            throw refused(setting, given, "");
        }
        return setting.allowed().canonical(value);
    }

    /** The default, which is always good; null if there is none. */
    static @Nullable Object defaultOf(Setting setting) {
        return ofTable(setting, setting.defaultValue());
    }

    /** What Kurier does whatever the setting says; null if no value says it. */
    static @Nullable Object doneFor(Setting setting) {
        return ofTable(setting, setting.does());
    }

    private static @Nullable Object ofTable(Setting setting, @Nullable String text) {
        try {
            return text == null ? null : read(setting, text);
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object read(Setting setting, Object given) throws RefusedException {
        return switch (setting.type()) {
            case BOOLEAN -> truth(setting, given);
            case SHORT, INT, LONG -> whole(setting, given);
            case DOUBLE -> decimal(setting, given);
            case STRING, PASSWORD -> text(setting, given);
            case LIST -> list(setting, given);
            case CLASS -> choice(setting, given);
        };
    }

    private static Boolean truth(Setting setting, Object given) throws RefusedException {
        if (given instanceof Boolean truth) {
            return truth;
        }
        if (!(given instanceof String text)) {
            throw refused(setting, given, "");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            case "yes", "on", "1" -> throw refused(setting, given, "Write true.");
            case "no", "off", "0" -> throw refused(setting, given, "Write false.");
            default -> throw refused(setting, given, "");
        };
    }

    private static Long whole(Setting setting, Object given) throws RefusedException {
        BigInteger number;
        if (given instanceof Byte || given instanceof Short || given instanceof Integer || given instanceof Long) {
            number = BigInteger.valueOf(((Number) given).longValue());
        } else if (given instanceof BigInteger big) {
            number = big;
        } else if (given instanceof String text && WHOLE.matcher(text).matches()) {
            number = new BigInteger(text);
        } else {
            throw refused(setting, given, given instanceof String text ? Units.hint(setting, text) : "");
        }
        BigInteger most = BigInteger.valueOf(setting.type().most());
        BigInteger least = BigInteger.valueOf(setting.type().least());
        if (number.compareTo(most) > 0 || number.compareTo(least) < 0) {
            throw refused(setting, given, "The largest is " + most + ".");
        }
        return number.longValueExact();
    }

    private static Double decimal(Setting setting, Object given) throws RefusedException {
        if (given instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        if (given instanceof String text && DECIMAL.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        }
        throw refused(setting, given, "");
    }

    private static String text(Setting setting, Object given) throws RefusedException {
        if (given instanceof String text) {
            return text;
        }
        if (given instanceof Number || given instanceof Boolean || given instanceof Character) {
            return given.toString();
        }
        throw refused(setting, given, "");
    }

    private static List<Object> list(Setting setting, Object given) throws RefusedException {
        List<Object> entries = new ArrayList<>();
        if (given instanceof String text) {
            if (!text.isEmpty()) {
                for (String entry : text.split(",", -1)) {
                    entries.add(entry.trim());
                }
            }
        } else if (given instanceof Collection<?> collection) {
            for (Object entry : collection) {
                if (entry instanceof CharSequence text) {
                    entries.add(text.toString().trim());
                } else if (entry instanceof Class<?>) {
                    entries.add(entry);
                } else {
                    throw refused(setting, given, "Entry " + (entries.size() + 1) + " is " + kind(entry) + ".");
                }
            }
        } else if (given instanceof Class<?>) {
            entries.add(given);
        } else {
            throw refused(setting, given, "");
        }
        int empty = entries.indexOf("");
        if (empty >= 0 && !setting.name().equals(BootstrapServers.KEY)) {
            throw refused(setting, given, "Entry " + (empty + 1) + " is empty.");
        }
        return entries;
    }

    private static Object choice(Setting setting, Object given) throws RefusedException {
        if (given instanceof Class<?> || (given instanceof String text && !text.isEmpty())) {
            return given;
        }
        throw refused(
                setting, given, given instanceof String ? "" : "Hand ready-made objects to the producer's builder.");
    }

    private static RefusedException refused(Setting setting, Object given, String hint) {
        String advice = setting.defaultValue() == null
                ? ""
                : " Leave it out for the default, "
                        + (setting.defaultValue().isEmpty() ? "nothing" : setting.defaultValue()) + ".";
        return new RefusedException(setting.name() + "=" + shown(setting, given) + " is not allowed: must be "
                + setting.mustBe() + "." + (hint.isEmpty() ? "" : " " + hint) + advice);
    }

    /** A value fit for a message; secrets and the insides of unknown objects are never shown. */
    static String shown(Setting setting, Object given) {
        if (setting.isSecret()) {
            return "[hidden]";
        }
        if (given instanceof CharSequence text) {
            return text.isEmpty() ? "''" : Problems.shown(BootstrapServers.withoutCredentials(text.toString()));
        }
        if (given instanceof Class<?> type) {
            return type.getName();
        }
        if (given instanceof Collection<?> list) {
            return "[" + list.size() + " entries]";
        }
        return given instanceof Number || given instanceof Boolean ? given.toString() : kind(given);
    }

    private static String kind(@Nullable Object object) {
        return object == null
                ? "null"
                : "(an object of class " + object.getClass().getName() + ")";
    }
}
