package dev.kurier.protocol.record;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one record as read from a batch; equal if all parts are, arrays by content.
 *
 * @param offset the batch's base offset plus the record's offset delta
 * @param timestampMs milliseconds since 1970; the append time if the broker has stamped the batch
 * @param key a copy of the key, or null
 * @param value a copy of the value, or null
 * @param headers the headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // equals compares the contents
public record DecodedRecord(
        long offset, long timestampMs, byte @Nullable [] key, byte @Nullable [] value, List<RecordHeader> headers) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecodedRecord that
                && offset == that.offset
                && timestampMs == that.timestampMs
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(offset) + Arrays.hashCode(key)) + Arrays.hashCode(value);
    }
}
