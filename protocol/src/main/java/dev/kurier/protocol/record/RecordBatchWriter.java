package dev.kurier.protocol.record;

import java.nio.ByteBuffer;

/**
 * Writes single records into the memory of a batch.
 *
 * <p>Absolute puts only and no state, so that several threads may write into disjoint parts of one buffer at once; the
 * position and limit of the buffer are neither used nor changed, except that nothing is written at or behind the limit. Does not
 * allocate. The sizes are those of protocol type {@code Record}, format 2, its length varint included.
 *
 * <p>Sizes are ints without overflow checks. Compare {@link #maxSizeOf} with the largest record that is allowed first.
 */
public final class RecordBatchWriter {
    /** The most that length, attributes, timestamp delta and offset delta of a record take. */
    private static final int MAX_OVERHEAD_BYTES =
            Varint.MAX_INT_BYTES + 1 + Varint.MAX_LONG_BYTES + Varint.MAX_INT_BYTES;

    private static final byte NO_ATTRIBUTES = 0;

    private RecordBatchWriter() {}

    /**
     * The most bytes that {@code record} can take at any offset and timestamp delta.
     *
     * @return the bound, or {@link Integer#MAX_VALUE} if it is larger than that
     */
    public static int maxSizeOf(EncodedRecord record) {
        return maxSizeOf(record.keyLength, record.valueLength, record.headersLength);
    }

    /**
     * The most bytes that a record with parts of these lengths can take, −1 for a null key or value.
     *
     * @return the bound, or {@link Integer#MAX_VALUE} if it is larger than that
     */
    public static int maxSizeOf(int keyLength, int valueLength, int headersLength) {
        long size = MAX_OVERHEAD_BYTES
                + Varint.sizeOf(keyLength)
                + Math.max(0L, keyLength)
                + Varint.sizeOf(valueLength)
                + Math.max(0L, valueLength)
                + headersLength;
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** The exact bytes that {@link #write} puts for the same arguments. */
    public static int sizeOf(EncodedRecord record, int offsetDelta, long timestampDelta) {
        int body = bodySizeOf(record, offsetDelta, timestampDelta);
        return Varint.sizeOf(body) + body;
    }

    /**
     * Writes {@code record} into {@code target} at {@code index}.
     *
     * @param offsetDelta the record's number in its batch, from 0
     * @param timestampDelta the record's timestamp minus the batch's base timestamp, in milliseconds; may be negative
     * @return the index behind the record
     * @throws IndexOutOfBoundsException if the record does not fit before the limit
     */
    public static int write(ByteBuffer target, int index, EncodedRecord record, int offsetDelta, long timestampDelta) {
        int at = Varint.put(target, index, bodySizeOf(record, offsetDelta, timestampDelta));
        target.put(at++, NO_ATTRIBUTES);
        at = Varint.put(target, at, timestampDelta);
        at = Varint.put(target, at, offsetDelta);
        at = putNullable(target, at, record.key, record.keyOffset, record.keyLength);
        at = putNullable(target, at, record.value, record.valueOffset, record.valueLength);
        if (record.headersLength == 1) {
            target.put(at, record.headers[record.headersOffset]);
        } else {
            target.put(at, record.headers, record.headersOffset, record.headersLength);
        }
        return at + record.headersLength;
    }

    private static int putNullable(ByteBuffer target, int index, byte[] bytes, int offset, int length) {
        int at = Varint.put(target, index, length);
        if (length > 0) {
            target.put(at, bytes, offset, length);
            return at + length;
        }
        return at;
    }

    private static int bodySizeOf(EncodedRecord record, int offsetDelta, long timestampDelta) {
        int keyLength = record.keyLength;
        int valueLength = record.valueLength;
        return 1
                + Varint.sizeOf(timestampDelta)
                + Varint.sizeOf(offsetDelta)
                + Varint.sizeOf(keyLength)
                + Math.max(0, keyLength)
                + Varint.sizeOf(valueLength)
                + Math.max(0, valueLength)
                + record.headersLength;
    }
}
