package dev.kurier.integrationtests.likeness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Makes record batches, good and bad, as kafka-clients writes them. */
final class Batches {
    /**
     * The timestamp of the first record of each batch, some hours ago; the next are a second apart.
     *
     * <p>Not longer ago: a real broker deletes records that are older than their topic's retention.
     */
    static final long FIRST_MS = Duration.ofHours(
                    Duration.ofMillis(System.currentTimeMillis()).toHours() - 3)
            .toMillis();

    /** The year 2100. */
    static final long FUTURE_MS = 4_102_444_800_000L;

    static final MemoryRecords THREE = of(Compression.NONE, "a", "b", "c");
    static final MemoryRecords TWO = later(10_000, "d", "e");

    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int LAST_OFFSET_DELTA_AT = 23;
    private static final int PRODUCER_ID_AT = 43;
    private static final int EPOCH_AT = 51;
    private static final int COUNT_AT = 57;
    private static final int FIRST_RECORD_AT = 61;
    private static final short CONTROL = 0x20;
    private static final short LOG_APPEND_TIME = 0x08;
    private static final short UNKNOWN_CODEC = 0x07;

    private Batches() {}

    static MemoryRecords of(Compression compression, String... values) {
        return MemoryRecords.withRecords(compression, records(FIRST_MS, values));
    }

    static MemoryRecords later(long afterMs, String... values) {
        return MemoryRecords.withRecords(Compression.NONE, records(FIRST_MS + afterMs, values));
    }

    static MemoryRecords idempotent(long producerId, int epoch, int sequence, String... values) {
        return MemoryRecords.withIdempotentRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(FIRST_MS, values));
    }

    static MemoryRecords transactional(long producerId, int epoch, int sequence, String... values) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(FIRST_MS, values));
    }

    /** A batch of keyed records but for these. */
    static MemoryRecords withoutKeyAt(Compression compression, int count, int... keyless) {
        return withoutKeyAt(compression, count, FIRST_MS, keyless);
    }

    /** A batch of keyed records but for these; the first is at this time. */
    static MemoryRecords withoutKeyAt(Compression compression, int count, long firstMs, int... keyless) {
        SimpleRecord[] records = records(FIRST_MS, "v".repeat(count).split(""));
        records[0] = new SimpleRecord(firstMs, bytes("key-0"), bytes("v"));
        for (int index : keyless) {
            records[index] = new SimpleRecord(records[index].timestamp(), null, bytes("v"));
        }
        return MemoryRecords.withRecords(compression, records);
    }

    /** A batch with a record for each of these times. */
    static MemoryRecords at(long... timesMs) {
        return MemoryRecords.withRecords(
                Compression.NONE,
                Arrays.stream(timesMs)
                        .mapToObj(timeMs -> new SimpleRecord(timeMs, bytes("key"), bytes("v")))
                        .toArray(SimpleRecord[]::new));
    }

    /** A batch with one record of about this size. */
    static MemoryRecords large(int sizeBytes) {
        return of(Compression.NONE, "x".repeat(sizeBytes));
    }

    static MemoryRecords ofOldMagic() {
        return MemoryRecords.withRecords(
                (byte) 1, 0, Compression.NONE, TimestampType.CREATE_TIME, records(FIRST_MS, "old"));
    }

    static MemoryRecords withBadCrc() {
        return edited(false, bytes -> bytes.put(CRC_AT, (byte) (bytes.get(CRC_AT) ^ 1)));
    }

    static MemoryRecords withMagic(int magic) {
        return edited(false, bytes -> bytes.put(MAGIC_AT, (byte) magic));
    }

    static MemoryRecords withControlBit() {
        return edited(true, bytes -> bytes.putShort(ATTRIBUTES_AT, CONTROL));
    }

    static MemoryRecords withLogAppendTimeBit(Compression compression) {
        MemoryRecords records = of(compression, "a", "b", "c");
        return edited(
                records,
                true,
                bytes -> bytes.putShort(ATTRIBUTES_AT, (short) (bytes.getShort(ATTRIBUTES_AT) | LOG_APPEND_TIME)));
    }

    static MemoryRecords withUnknownCodec() {
        return edited(true, bytes -> bytes.putShort(ATTRIBUTES_AT, UNKNOWN_CODEC));
    }

    static MemoryRecords withCount(int count) {
        return edited(true, bytes -> bytes.putInt(COUNT_AT, count));
    }

    static MemoryRecords withLastOffsetDelta(int delta) {
        return edited(true, bytes -> bytes.putInt(LAST_OFFSET_DELTA_AT, delta));
    }

    /** A batch that names its producer but not its place among that producer's batches. */
    static MemoryRecords withoutSequence(long producerId) {
        return edited(true, bytes -> bytes.putLong(PRODUCER_ID_AT, producerId).putShort(EPOCH_AT, (short) 0));
    }

    static MemoryRecords withBrokenFirstRecord() {
        return edited(true, bytes -> bytes.put(FIRST_RECORD_AT, (byte) 0x7e));
    }

    static MemoryRecords truncatedBy(int bytes) {
        ByteBuffer whole = copy(THREE);
        return MemoryRecords.readableRecords(whole.limit(whole.limit() - bytes));
    }

    static MemoryRecords none() {
        return MemoryRecords.readableRecords(ByteBuffer.allocate(0));
    }

    /** One batch behind the other. */
    static MemoryRecords both(MemoryRecords first, MemoryRecords second) {
        ByteBuffer bytes = ByteBuffer.allocate(first.sizeInBytes() + second.sizeInBytes());
        return MemoryRecords.readableRecords(
                bytes.put(copy(first)).put(copy(second)).flip());
    }

    private static MemoryRecords edited(boolean newCrc, Consumer<ByteBuffer> edit) {
        return edited(THREE, newCrc, edit);
    }

    private static MemoryRecords edited(MemoryRecords records, boolean newCrc, Consumer<ByteBuffer> edit) {
        ByteBuffer bytes = copy(records);
        edit.accept(bytes);
        if (newCrc) {
            CRC32C crc = new CRC32C();
            crc.update(bytes.duplicate().position(ATTRIBUTES_AT));
            bytes.putInt(CRC_AT, (int) crc.getValue());
        }
        return MemoryRecords.readableRecords(bytes);
    }

    private static ByteBuffer copy(MemoryRecords records) {
        return ByteBuffer.allocate(records.sizeInBytes())
                .put(records.buffer().duplicate())
                .flip();
    }

    private static SimpleRecord[] records(long firstMs, String... values) {
        return java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> new SimpleRecord(firstMs + i * 1_000L, bytes("key-" + i), bytes(values[i])))
                .toArray(SimpleRecord[]::new);
    }

    private static byte[] bytes(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length());
    }
}
