package dev.kurier.producer.config;

import dev.kurier.producer.config.table.Setting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses the number that was meant by one written with a unit, an exponent or in hexadecimal. */
final class Units {
    private static final Pattern WITH_UNIT = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)[ _]?([a-z]+)");
    private static final Pattern EXPONENT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?e[0-9]{1,2}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]{1,15}");

    private static final Map<String, Long> MILLISECONDS = Map.ofEntries(
            Map.entry("ms", 1L),
            Map.entry("millis", 1L),
            Map.entry("milliseconds", 1L),
            Map.entry("s", 1_000L),
            Map.entry("sec", 1_000L),
            Map.entry("seconds", 1_000L),
            Map.entry("m", 60_000L),
            Map.entry("min", 60_000L),
            Map.entry("minutes", 60_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("hours", 3_600_000L));
    private static final Map<String, Long> BYTES = Map.of(
            "b", 1L,
            "bytes", 1L,
            "k", 1L << 10,
            "kb", 1L << 10,
            "kib", 1L << 10,
            "m", 1L << 20,
            "mb", 1L << 20,
            "mib", 1L << 20,
            "g", 1L << 30,
            "gib", 1L << 30);

    private Units() {}

    /** A sentence that says what to write, or an empty text. */
    static String hint(Setting setting, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (HEXADECIMAL.matcher(lower).matches()) {
            return write(new BigDecimal(new BigInteger(lower.substring(2), 16)));
        }
        if (EXPONENT.matcher(lower).matches()) {
            return write(new BigDecimal(lower));
        }
        Matcher unit = WITH_UNIT.matcher(lower);
        if (unit.matches()) {
            Map<String, Long> factors = setting.unit().equals("bytes") ? BYTES : MILLISECONDS;
            Long factor = setting.unit().equals("seconds") ? null : factors.get(unit.group(2));
            return factor == null
                    ? "Write the number alone."
                    : write(new BigDecimal(unit.group(1)).multiply(BigDecimal.valueOf(factor)));
        }
        return "";
    }

    private static String write(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() > 0 ? "Write a whole number." : "Write " + plain.toPlainString() + ".";
    }
}
