package dev.kurier.protocol.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a record's headers into the section that {@link EncodedRecord} carries.
 *
 * <p>Reuses one growing array: call {@link #reset}, then {@link #add} for each header in order, then {@link #applyTo}. The
 * section stays valid until the next reset. Not safe for use by two threads.
 */
public final class HeadersEncoder {
    /** Room for the count, which is known last and written before the entries. */
    private static final int COUNT_RESERVE_BYTES = Varint.MAX_INT_BYTES;

    private static final int INITIAL_BYTES = 128;

    /** An array that had to grow beyond this is given up at the next reset. */
    private static final int KEPT_BYTES = 16 * 1024;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int end = COUNT_RESERVE_BYTES;
    private int count;

    /** Makes an encoder without headers. */
    public HeadersEncoder() {}

    /** Forgets all headers. */
    public void reset() {
        if (bytes.length > KEPT_BYTES) {
            use(new byte[INITIAL_BYTES]);
        }
        end = COUNT_RESERVE_BYTES;
        count = 0;
    }

    /**
     * Adds a header behind the others. Names may repeat; the value is copied.
     *
     * @throws IllegalArgumentException if the headers of the record would take more than 2 GiB
     */
    public void add(String name, byte @Nullable [] value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        int valueLength = value == null ? EncodedRecord.NULL : value.length;
        ensureRoom(2L * Varint.MAX_INT_BYTES + nameBytes.length + Math.max(0, valueLength));
        int at = Varint.put(view, end, nameBytes.length);
        System.arraycopy(nameBytes, 0, bytes, at, nameBytes.length);
        at = Varint.put(view, at + nameBytes.length, valueLength);
        if (value != null) {
            System.arraycopy(value, 0, bytes, at, valueLength);
            at += valueLength;
        }
        end = at;
        count++;
    }

    /** Sets the encoded section as the headers of {@code record}, which then refers to this encoder's array. */
    public void applyTo(EncodedRecord record) {
        if (count == 0) {
            record.noHeaders();
            return;
        }
        int start = COUNT_RESERVE_BYTES - Varint.sizeOf(count);
        Varint.put(view, start, count);
        record.headers(bytes, start, end - start);
    }

    private void ensureRoom(long moreBytes) {
        long needed = end + moreBytes;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The headers of one record take sizeBytes=" + needed
                    + " or more, which no array can hold. Put large data into the record's value.");
        }
        long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
        use(Arrays.copyOf(bytes, (int) Math.max(needed, doubled)));
    }

    private void use(byte[] array) {
        bytes = array;
        view = ByteBuffer.wrap(array);
    }
}
