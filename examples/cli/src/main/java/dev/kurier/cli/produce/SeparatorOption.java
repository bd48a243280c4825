package dev.kurier.cli.produce;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Separates key and value in a line.
 *
 * @param text never empty, without a line feed
 */
record SeparatorOption(String text) {
    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads {@code -K SEP}, where {@code \\t} is a tab and {@code \\\\} a backslash. */
    static final class Converter implements ITypeConverter<SeparatorOption> {
        private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\A-Za-z0-9])");

        @Override
        public SeparatorOption convert(String option) {
            if (option.isEmpty()) {
                throw new TypeConversionException("it is empty; it needs at least one character, such as :");
            }
            String text =
                    ESCAPE.matcher(option).replaceAll(escape -> Matcher.quoteReplacement(meaning(escape.group(1))));
            if (text.indexOf('\n') >= 0) {
                throw new TypeConversionException(
                        "no line holds a line feed, which ends it; choose another separator, such as \\t for a tab");
            }
            return new SeparatorOption(text);
        }

        private static String meaning(String letter) {
            return switch (letter) {
                case "t" -> "\t";
                case "n" -> "\n";
                case "\\" -> "\\";
                default ->
                    throw new TypeConversionException(
                            "\\" + letter + " has no meaning here; \\t is a tab, \\\\ a backslash");
            };
        }
    }
}
