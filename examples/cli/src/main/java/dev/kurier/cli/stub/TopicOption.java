package dev.kurier.cli.stub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Is a topic as the command line names it: {@code orders} or {@code orders:6}. */
record TopicOption(String name, int partitions) {
    private static final Pattern SYNTAX =
            Pattern.compile("(?!\\.\\.?(?::|$))([a-zA-Z0-9._-]{1,249})(?::([1-9][0-9]{0,4}))?");

    /** Reads the option. */
    static final class Converter implements ITypeConverter<TopicOption> {
        @Override
        public TopicOption convert(String text) {
            Matcher topic = SYNTAX.matcher(text);
            if (!topic.matches()) {
                throw new TypeConversionException("'" + text + "' is not NAME or NAME:PARTITIONS; a name is 1 to 249 of"
                        + " a-z A-Z 0-9 . _ - (and not . or ..), partitions are 1 to 99999");
            }
            String partitions = topic.group(2);
            return new TopicOption(topic.group(1), partitions == null ? 1 : Integer.parseInt(partitions));
        }
    }
}
