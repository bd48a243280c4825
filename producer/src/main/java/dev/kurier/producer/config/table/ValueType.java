package dev.kurier.producer.config.table;

/** Names the types of values, Kafka's own. */
public enum ValueType {
    BOOLEAN("true or false"),
    SHORT("a whole number"),
    INT("a whole number"),
    LONG("a whole number"),
    DOUBLE("a number"),
    STRING("a text"),
    LIST("names separated by commas"),
    CLASS("the name of a plugin or class"),
    PASSWORD("a text");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    /** What values look like, in words that follow "must be". */
    public String describe() {
        return words;
    }

    /** The largest whole number of the type. */
    public long most() {
        return switch (this) {
            case SHORT -> Short.MAX_VALUE;
            case INT -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    /** The smallest whole number of the type. */
    public long least() {
        return -most() - 1;
    }
}
