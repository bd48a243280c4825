package dev.kurier.brokerstub.config;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the types of configs, with their numbers in DescribeConfigs. */
public enum ConfigType {
    BOOLEAN(1),
    STRING(2),
    INT(3),
    LONG(5),
    DOUBLE(6),
    LIST(7);

    private final byte code;

    ConfigType(int code) {
        this.code = (byte) code;
    }

    /** Returns the number on the wire. */
    public byte code() {
        return code;
    }

    /** Splits a list; any other value is its only element. */
    public List<String> elements(String value) {
        if (this != LIST) {
            return List.of(value);
        }
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    /** Says why a value is not of this type, or null. */
    @Nullable
    String problem(String value) {
        String stripped = value.strip();
        try {
            switch (this) {
                case INT -> Integer.parseInt(stripped);
                case LONG -> Long.parseLong(stripped);
                case DOUBLE -> Double.parseDouble(stripped);
                case BOOLEAN -> {
                    boolean known = stripped.equalsIgnoreCase("true") || stripped.equalsIgnoreCase("false");
                    return known ? null : "Expected value to be either true or false";
                }
                case STRING, LIST -> {
                    return null;
                }
            }
            return null;
        } catch (NumberFormatException e) {
            return "Not a number of type " + this;
        }
    }
}
