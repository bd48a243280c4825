package dev.kurier.producer.config.table;

import org.jspecify.annotations.Nullable;

/**
 * Describes one setting.
 *
 * @param name for example {@code linger.ms}
 * @param type what its values are
 * @param defaultValue as it would be written, or null if there is none
 * @param allowed which values of the type are good
 * @param importance how soon a reader should care
 * @param doc one line that says what it does
 * @param support whether a value makes a difference
 * @param does what Kurier does whatever the setting says, as a value; null if no value says it. Of meaning only while
 *     the setting is not supported
 */
public record Setting(
        String name,
        ValueType type,
        @Nullable String defaultValue,
        Allowed allowed,
        Importance importance,
        String doc,
        Support support,
        @Nullable String does) {

    /** Tells how soon a reader should care; Kafka's own grades. */
    public enum Importance {
        HIGH,
        MEDIUM,
        LOW
    }

    /** Tells whether a value makes a difference. */
    public enum Support {
        /** Every allowed value has its effect. */
        SUPPORTED,
        /** Known, but Kurier always does the same; a value that asks for anything else is refused. */
        NOT_YET
    }

    static Setting setting(
            String name,
            ValueType type,
            @Nullable String defaultValue,
            Allowed allowed,
            Importance importance,
            String doc) {
        return new Setting(name, type, defaultValue, allowed, importance, doc, Support.SUPPORTED, null);
    }

    /** This setting, not supported yet: Kurier does what the default says. */
    Setting notYet() {
        return new Setting(name, type, defaultValue, allowed, importance, doc, Support.NOT_YET, defaultValue);
    }

    /** This setting, not supported yet: Kurier does what {@code does} says, whatever Kafka's default is. */
    Setting notYet(String does) {
        return new Setting(name, type, defaultValue, allowed, importance, doc, Support.NOT_YET, does);
    }

    /** Tells whether every allowed value has its effect. */
    public boolean isSupported() {
        return support == Support.SUPPORTED;
    }

    /** Tells whether values must never be shown. */
    public boolean isSecret() {
        return type == ValueType.PASSWORD;
    }

    /** The unit of its numbers, or an empty text. */
    public String unit() {
        if (name.endsWith(".ms") || name.equals("sasl.kerberos.min.time.before.relogin")) {
            return "milliseconds";
        }
        if (name.endsWith(".seconds")) {
            return "seconds";
        }
        boolean isSize = name.equals("batch.size") || name.equals("buffer.memory") || name.equals("max.request.size");
        return isSize || name.endsWith(".bytes") ? "bytes" : "";
    }

    /** What is allowed, in words that follow "must be". */
    public String mustBe() {
        String words = allowed.describe().isEmpty() ? type.describe() : allowed.describe();
        return unit().isEmpty() ? words : words + " (" + unit() + ")";
    }
}
