package dev.kurier.producer.config.table;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says which values of a type are good. */
public sealed interface Allowed {
    /** Tells whether a parsed value is good. */
    boolean accepts(Object value);

    /** What is allowed, in words that follow "must be"; empty if everything is. */
    String describe();

    /** The value in the writing of this list, for example {@code none} for {@code NONE}. */
    default Object canonical(Object value) {
        return value;
    }

    /** Every value of the type. */
    static Allowed anything() {
        return new Anything();
    }

    /** Any text but an empty one. */
    static Allowed nonEmpty() {
        return new NonEmpty();
    }

    /** Whole numbers from {@code least} on. */
    static Range atLeast(long least) {
        return new Range(least, Long.MAX_VALUE, null);
    }

    /** Whole numbers from {@code least} to {@code most}. */
    static Range between(long least, long most) {
        return new Range(least, most, null);
    }

    /** Numbers from {@code least} to {@code most}. */
    static Allowed fraction(double least, double most) {
        return new Fraction(least, most);
    }

    /** These words, written exactly so. */
    static Allowed oneOf(String... words) {
        return new Words(List.of(words), false);
    }

    /** These words, in upper or lower case. */
    static Allowed oneOfAnyCase(String... words) {
        return new Words(List.of(words), true);
    }

    /** Allows every value. */
    record Anything() implements Allowed {
        @Override
        public boolean accepts(Object value) {
            return true;
        }

        @Override
        public String describe() {
            return "";
        }
    }

    /** Allows texts that are not empty. */
    record NonEmpty() implements Allowed {
        @Override
        public boolean accepts(Object value) {
            return !value.toString().isEmpty();
        }

        @Override
        public String describe() {
            return "a text that is not empty";
        }
    }

    /**
     * Allows whole numbers.
     *
     * @param least the smallest
     * @param most the largest
     * @param also one more number beside them, or null
     */
    record Range(long least, long most, @Nullable Long also) implements Allowed {
        /** This range and one number beside it. */
        Range or(long number) {
            return new Range(least, most, number);
        }

        @Override
        public boolean accepts(Object value) {
            long number = (Long) value;
            return (number >= least && number <= most) || (also != null && number == also);
        }

        @Override
        public String describe() {
            String words = most >= Integer.MAX_VALUE
                    ? "a whole number, " + least + " or more"
                    : "a whole number between " + least + " and " + most;
            return also == null ? words : words + ", or " + also;
        }
    }

    /**
     * Allows numbers.
     *
     * @param least the smallest
     * @param most the largest
     */
    record Fraction(double least, double most) implements Allowed {
        @Override
        public boolean accepts(Object value) {
            double number = (Double) value;
            return number >= least && number <= most;
        }

        @Override
        public String describe() {
            return "a number between " + least + " and " + most;
        }
    }

    /**
     * Allows words.
     *
     * @param words the words
     * @param anyCase whether upper and lower case are the same
     */
    record Words(List<String> words, boolean anyCase) implements Allowed {
        @Override
        public boolean accepts(Object value) {
            return find(value) != null;
        }

        @Override
        public Object canonical(Object value) {
            String word = find(value);
            return word == null ? value : word;
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", words);
        }

        private @Nullable String find(Object value) {
            String given = value.toString();
            for (String word : words) {
                boolean equal = anyCase
                        ? word.toLowerCase(Locale.ROOT).equals(given.toLowerCase(Locale.ROOT))
                        : word.equals(given);
                if (equal) {
                    return word;
                }
            }
            return null;
        }
    }
}
