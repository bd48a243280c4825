package dev.kurier.protocol.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds one decoded header of a record; equal if name and bytes are.
 *
 * @param name the name; bytes that are not UTF-8 are replaced
 * @param value the value, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // equals compares the contents
public record RecordHeader(String name, byte @Nullable [] value) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordHeader that && name.equals(that.name) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return name + "=" + Arrays.toString(value);
    }
}
