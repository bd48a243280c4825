package dev.kurier.api.setting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Holds a password or token that must not get into a log: only {@link #reveal()} tells it. Immutable. */
public final class Secret {
    /** What stands for a secret in messages. */
    public static final String HIDDEN = "[hidden]";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps the text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself; don't write it anywhere. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Writes {@link #HIDDEN}. */
    @Override
    public String toString() {
        return HIDDEN;
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
