package dev.kurier.brokerstub.cluster;

import java.util.regex.Pattern;

/** Knows which topic names Kafka allows. */
public final class TopicName {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private TopicName() {}

    /** Tells whether a topic may have this name. */
    public static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    /** Tells whether two names are one in the names of metrics, where Kafka writes a dot as an underscore. */
    static boolean collide(String one, String other) {
        return one.replace('.', '_').equals(other.replace('.', '_'));
    }
}
