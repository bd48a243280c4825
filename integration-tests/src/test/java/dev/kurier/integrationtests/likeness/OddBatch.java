package dev.kurier.integrationtests.likeness;

import dev.kurier.protocol.record.BatchHeaderWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * Is a batch as odd producers send them.
 *
 * @param name what is odd about it
 * @param records its bytes, with a right checksum
 */
record OddBatch(String name, MemoryRecords records) {
    /** The time of the newest record, which is not the last. */
    static final long NEWEST_MS = Batches.FIRST_MS + 5_000;

    private static final int BASE_OFFSET = 0;
    private static final int LEADER_EPOCH = 12;
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int BASE_TIMESTAMP = 27;
    private static final int MAX_TIMESTAMP = 35;
    private static final int PRODUCER_ID = 43;
    private static final int PRODUCER_EPOCH = 51;
    private static final int BASE_SEQUENCE = 53;
    private static final int COUNT = 57;

    static List<OddBatch> all() {
        List<OddBatch> all = new ArrayList<>();
        for (CompressionType codec : CompressionType.values()) {
            all.add(new OddBatch("a good batch, " + codec, good(codec)));
            all.add(edited("no max timestamp, " + codec, codec, bytes -> bytes.putLong(MAX_TIMESTAMP, -1)));
            all.add(edited("a max timestamp too low, " + codec, codec, bytes -> bytes.putLong(MAX_TIMESTAMP, 7)));
            all.add(edited(
                    "a max timestamp too high, " + codec,
                    codec,
                    bytes -> bytes.putLong(MAX_TIMESTAMP, Batches.FIRST_MS + 60_000)));
            all.add(edited("another leader epoch, " + codec, codec, bytes -> bytes.putInt(LEADER_EPOCH, 7)));
            all.add(edited("a base offset, " + codec, codec, bytes -> bytes.putLong(BASE_OFFSET, 5)));
            all.add(edited(
                    "a last offset delta too high, " + codec, codec, bytes -> bytes.putInt(LAST_OFFSET_DELTA, 3)));
            all.add(edited("a count too low, " + codec, codec, bytes -> bytes.putInt(COUNT, 2)));
            all.add(edited("unused attributes, " + codec, codec, bytes -> attributes(bytes, 0xff80)));
            all.add(edited("a delete horizon, " + codec, codec, bytes -> attributes(bytes, 0x40)));
            all.add(edited(
                    "unused attributes and no max timestamp, " + codec,
                    codec,
                    bytes -> attributes(bytes.putLong(MAX_TIMESTAMP, -1), 0xff80)));
            all.add(edited(
                    "the bit of LogAppendTime and another max timestamp, " + codec,
                    codec,
                    bytes -> attributes(bytes.putLong(MAX_TIMESTAMP, Batches.FIRST_MS + 60_000), 0x08)));
            all.add(edited("the bit of LogAppendTime, " + codec, codec, bytes -> attributes(bytes, 0x08)));
        }
        for (CompressionType codec : List.of(CompressionType.NONE, CompressionType.GZIP)) {
            all.add(producer("an epoch and no producer, " + codec, codec, -1, 3, -1));
            all.add(producer("a sequence and no producer, " + codec, codec, -1, -1, 4));
            all.add(producer("a negative producer, " + codec, codec, -2, 3, 4));
            all.add(producer("a producer without an epoch, " + codec, codec, 70, -1, 0));
            all.add(producer("a producer, " + codec, codec, 71, 2, 0));
            all.add(producer("a producer in the middle, " + codec, codec, 72, 2, 9));
            all.add(edited("no leader epoch, " + codec, codec, bytes -> bytes.putInt(LEADER_EPOCH, -1)));
            all.add(edited("a negative leader epoch, " + codec, codec, bytes -> bytes.putInt(LEADER_EPOCH, -5)));
            all.add(edited("a base timestamp of 0, " + codec, codec, bytes -> bytes.putLong(BASE_TIMESTAMP, 0)));
            all.add(edited(
                    "a base timestamp too high, " + codec,
                    codec,
                    bytes -> bytes.putLong(BASE_TIMESTAMP, Batches.FIRST_MS + 1)));
            all.add(new OddBatch("no times, " + codec, of(codec, -1, -1)));
            all.add(new OddBatch("a time and none, " + codec, of(codec, Batches.FIRST_MS, -1)));
            all.add(new OddBatch("times at 0, " + codec, of(codec, 0, 0)));
            all.add(new OddBatch("falling times, " + codec, of(codec, NEWEST_MS, NEWEST_MS - 10, NEWEST_MS - 20)));
            all.add(new OddBatch("equal times, " + codec, of(codec, NEWEST_MS, NEWEST_MS)));
        }
        all.add(new OddBatch(
                "magic 0",
                MemoryRecords.withRecords(
                        (byte) 0, 0, Compression.NONE, TimestampType.CREATE_TIME, records(Batches.FIRST_MS))));
        all.add(new OddBatch(
                "magic 1",
                MemoryRecords.withRecords(
                        (byte) 1, 0, Compression.NONE, TimestampType.CREATE_TIME, records(Batches.FIRST_MS))));
        return all;
    }

    private static MemoryRecords good(CompressionType codec) {
        return of(codec, Batches.FIRST_MS, NEWEST_MS, Batches.FIRST_MS + 1_000);
    }

    private static MemoryRecords of(CompressionType codec, long... timesMs) {
        return MemoryRecords.withRecords(Compression.of(codec).build(), records(timesMs));
    }

    private static SimpleRecord[] records(long... timesMs) {
        return Arrays.stream(timesMs)
                .mapToObj(timeMs -> new SimpleRecord(
                        timeMs, "key".getBytes(StandardCharsets.UTF_8), "value".getBytes(StandardCharsets.UTF_8)))
                .toArray(SimpleRecord[]::new);
    }

    private static OddBatch producer(String name, CompressionType codec, long id, int epoch, int sequence) {
        return edited(
                name,
                codec,
                bytes -> bytes.putLong(PRODUCER_ID, id)
                        .putShort(PRODUCER_EPOCH, (short) epoch)
                        .putInt(BASE_SEQUENCE, sequence));
    }

    private static void attributes(ByteBuffer bytes, int more) {
        bytes.putShort(ATTRIBUTES, (short) (bytes.getShort(ATTRIBUTES) | more));
    }

    private static OddBatch edited(String name, CompressionType codec, Consumer<ByteBuffer> edit) {
        MemoryRecords records = good(codec);
        ByteBuffer bytes = ByteBuffer.allocate(records.sizeInBytes())
                .put(records.buffer().duplicate())
                .flip();
        edit.accept(bytes);
        bytes.putInt(CRC, BatchHeaderWriter.crcOf(bytes, 0));
        return new OddBatch(name, MemoryRecords.readableRecords(bytes));
    }
}
