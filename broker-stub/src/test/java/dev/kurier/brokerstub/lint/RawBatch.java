package dev.kurier.brokerstub.lint;

import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Is a good batch of three records that is then spoilt byte by byte; put together by hand, not by the writers of {@code protocol}.
 *
 * <p>Record i has no key, one byte of value and no headers, takes {@link #RECORD} bytes, and is i ms later than the first.
 */
final class RawBatch {
    static final int RECORD = 8;
    static final long FIRST_MS = 1_770_000_000_000L;
    static final int NO_KEY = 1;
    static final int ONE_BYTE = 2;

    private byte[] records = new byte[3 * RECORD];
    private final ByteBuffer header = ByteBuffer.allocate(BatchHeader.SIZE);
    private CompressionType codec = CompressionType.NONE;
    private int lengthOff;
    private boolean wrongCrc;
    private byte[] tail = {};
    private byte[] payload = {};
    private boolean hasPayload;

    RawBatch() {
        for (int i = 0; i < 3; i++) {
            byte[] record = {14, 0, (byte) (2 * i), (byte) (2 * i), NO_KEY, ONE_BYTE, (byte) ('a' + i), 0};
            System.arraycopy(record, 0, records, i * RECORD, RECORD);
        }
        header.putInt(12, -1)
                .put(16, (byte) 2)
                .putInt(23, 2)
                .putLong(27, FIRST_MS)
                .putLong(35, FIRST_MS + 2);
        header.putLong(43, -1).putShort(51, (short) -1).putInt(53, -1).putInt(57, 3);
    }

    RawBatch codec(CompressionType codec) {
        this.codec = codec;
        header.putShort(21, (short) (header.getShort(21) | codec.id()));
        return this;
    }

    RawBatch int8(int at, int value) {
        header.put(at, (byte) value);
        return this;
    }

    RawBatch int16(int at, int value) {
        header.putShort(at, (short) value);
        return this;
    }

    RawBatch int32(int at, int value) {
        header.putInt(at, value);
        return this;
    }

    RawBatch int64(int at, long value) {
        header.putLong(at, value);
        return this;
    }

    /** Puts a byte over one of the records'. */
    RawBatch record(int at, int value) {
        records[at] = (byte) value;
        return this;
    }

    /** Puts bytes in place of one of the records', and makes its record's length right; the record is the one it is in. */
    RawBatch instead(int at, int... bytes) {
        byte[] longer = new byte[records.length + bytes.length - 1];
        System.arraycopy(records, 0, longer, 0, at);
        for (int i = 0; i < bytes.length; i++) {
            longer[at + i] = (byte) bytes[i];
        }
        System.arraycopy(records, at + 1, longer, at + bytes.length, records.length - at - 1);
        longer[at / RECORD * RECORD] += (byte) (2 * (bytes.length - 1));
        records = longer;
        return this;
    }

    RawBatch behindRecords(int... bytes) {
        byte[] longer = java.util.Arrays.copyOf(records, records.length + bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            longer[records.length + i] = (byte) bytes[i];
        }
        records = longer;
        return this;
    }

    RawBatch withoutRecords() {
        records = new byte[0];
        return this;
    }

    RawBatch payload(byte... bytes) {
        this.payload = bytes;
        this.hasPayload = true;
        return this;
    }

    RawBatch lengthOff(int by) {
        this.lengthOff = by;
        return this;
    }

    RawBatch wrongCrc() {
        this.wrongCrc = true;
        return this;
    }

    RawBatch behind(byte... bytes) {
        this.tail = bytes;
        return this;
    }

    byte[] bytes() {
        byte[] body = hasPayload ? payload : compressed();
        ByteBuffer batch = ByteBuffer.allocate(header.limit() + body.length)
                .put(header.duplicate())
                .put(body);
        batch.putInt(8, batch.limit() - BatchHeader.LOG_OVERHEAD + lengthOff);
        CRC32C crc = new CRC32C();
        crc.update(batch.duplicate().position(21).limit(batch.capacity()));
        batch.putInt(17, (int) crc.getValue() ^ (wrongCrc ? 1 : 0));
        return ByteBuffer.allocate(batch.capacity() + tail.length)
                .put(batch.array())
                .put(tail)
                .array();
    }

    private byte[] compressed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Codec.of(codec).compress(List.of(ByteBuffer.wrap(records)), out);
        return out.toByteArray();
    }
}
