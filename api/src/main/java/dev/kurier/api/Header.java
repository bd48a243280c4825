package dev.kurier.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries one name and value beside a record's key and value.
 *
 * <p>The value array is not copied: who hands it over must not change it until the record's {@code send} has returned.
 *
 * @param name the header's name, written as UTF-8; may be empty, may occur more than once in a record
 * @param value the header's bytes, or null
 */
public record Header(String name, byte @Nullable [] value) {
    public Header {
        Objects.requireNonNull(name, "header name");
    }

    /** Makes a header whose value is {@code text} in UTF-8. */
    public static Header of(String name, String text) {
        return new Header(name, Objects.requireNonNull(text, "header text").getBytes(StandardCharsets.UTF_8));
    }

    /** Tells whether name and bytes are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header header && name.equals(header.name) && Arrays.equals(value, header.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(value);
    }

    /** Writes the name and the value's length; the value itself may be a secret. */
    @Override
    public String toString() {
        return name + "=" + (value == null ? "null" : value.length + " bytes");
    }
}
