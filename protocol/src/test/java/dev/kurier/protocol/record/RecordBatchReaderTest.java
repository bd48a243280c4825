package dev.kurier.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchReaderTest {
    /** length 8, attributes, timestamp delta, offset delta, key "k", value "v", no headers. */
    private static final String RECORD = "10" + "00" + "00" + "00" + "026b" + "0276" + "00";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RecordBatchReader reader = new RecordBatchReader();

    @Test
    void noBytesAreNoBatches() {
        assertThat(RecordBatchReader.batches(ByteBuffer.allocate(0))).isEmpty();
        assertThat(reader.readAll(ByteBuffer.allocate(0))).isEmpty();
    }

    @Test
    void rejectsBatchWithBadCrc() {
        ByteBuffer batch = batch(1, RECORD);
        for (int at = BatchHeader.CRC; at < batch.limit(); at++) {
            ByteBuffer broken = copyOf(batch);
            broken.put(at, (byte) (broken.get(at) ^ 1));

            assertThat(RecordBatchReader.batches(broken).get(0).isCrcValid()).isFalse();
            assertThatThrownBy(() -> reader.readAll(broken)).as("byte %d", at).isInstanceOf(ProtocolException.class);
        }
        assertThat(RecordBatchReader.batches(batch).get(0).isCrcValid()).isTrue();
    }

    @Test
    void rejectsBatchCutOffAnywhere() {
        ByteBuffer batch = batch(1, RECORD);
        for (int length = 1; length < batch.limit(); length++) {
            ByteBuffer cut = batch.duplicate().limit(length);

            assertThatThrownBy(() -> RecordBatchReader.batches(cut))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("byte 0 is cut off");
            assertThat(RecordBatchReader.completeBatches(cut)).isEmpty();
        }
    }

    @Test
    void leavesOutAnIncompleteLastBatch() {
        ByteBuffer batch = batch(1, RECORD);
        for (int tail = 0; tail < batch.limit(); tail++) {
            ByteBuffer run = ByteBuffer.allocate(batch.limit() + tail)
                    .put(batch.duplicate())
                    .put(batch.duplicate().limit(tail))
                    .flip();

            assertThat(RecordBatchReader.completeBatches(run)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 00000030, batchLength=48 (byte 8)",
        "8, ffffffff, batchLength=-1 (byte 8)",
        "8, 80000000, batchLength=-2147483648 (byte 8)",
        "8, 7fffffff, batchLength=2147483647 (byte 8)",
        "16, 01, magic=1 (byte 16)",
        "57, ffffffff, recordsCount=-1 (byte 57)"
    })
    void namesTheBadFieldOfTheHeader(int at, String hex, String message) {
        ByteBuffer batch = batch(1, RECORD).put(at, HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> RecordBatchReader.batches(batch))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        // record, what is wrong, where
        "11000000000000, length=-9, (byte 0 of",
        "12000000000000, length=9, (byte 0 of",
        "feffffff0f0000, length=2147483647, (byte 0 of",
        "ffffffffff0100, length whose varint takes too many bits, (byte 0 of",
        "8e808080100000000101000000, length whose varint takes too many bits, (byte 0 of",
        "1c0080808080808080808002000101, timestamp delta whose varint takes too many bits, (byte 2 of",
        "0000000000000000, ends before its attributes, (byte 1 of",
        "0e000002026b00, impossible length=7, (byte 0 of",
        "0c000002010100, impossible offset delta=1, (byte 3 of",
        "0c000001010100, impossible offset delta=-1, (byte 3 of",
        "0c000000030100, impossible key length=-2, (byte 4 of",
        "0c000000080100, impossible key length=4, (byte 4 of",
        "0c000000010500, impossible value length=-3, (byte 5 of",
        "0c000000010200, ends before its headers count, (byte 7 of",
        "0c000000010102, impossible headers count=1, (byte 6 of",
        "0c000000010101, impossible headers count=-1, (byte 6 of",
        "10000000010102010000, impossible header name length=-1, (byte 7 of",
        "0e00000001010000, has 1 bytes behind its headers, (byte 7 of",
        "0c00000001010000, Record batch has 1 bytes behind its last record, from byte 7 of"
    })
    void namesTheBadFieldOfARecord(String record, String message, String place) {
        assertThatThrownBy(() -> reader.readAll(batch(1, record)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(place);
    }

    @Test
    void namesTheNumberOfTheBadRecord() {
        assertThatThrownBy(() -> reader.readAll(batch(2, RECORD + "10" + "00" + "00" + "02" + "7f6b" + "0276" + "00")))
                .hasMessageContaining("Record 1 of a batch has an impossible key length=-64");
    }

    @Test
    void rejectsMoreRecordsThanTheBytesCanHold() {
        assertThatThrownBy(() -> reader.readAll(batch(Integer.MAX_VALUE, RECORD)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("recordsCount=2147483647 (byte 57)");
        RecordBatchReader unlimited =
                new RecordBatchReader(new ReadLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
        int timesSevenIsThreeInAnInt = 613_566_757;
        assertThatThrownBy(() -> unlimited.readAll(batch(timesSevenIsThreeInAnInt, RECORD)))
                .hasMessageContaining("its records take only 9 bytes");
        assertThatThrownBy(() -> reader.readAll(batch(2, RECORD))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void readsBatchWithoutRecordsAsTheCleanerLeavesIt() {
        assertThat(reader.readAll(batch(0, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7})
    void rejectsUnknownCodec(int id) {
        ByteBuffer batch = batch(1, RECORD).putShort(BatchHeader.ATTRIBUTES, (short) id);
        batch.putInt(BatchHeader.CRC, BatchHeaderWriter.crcOf(batch, 0));

        assertThatThrownBy(() -> reader.readAll(batch))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("unknown codec=" + id);
    }

    @Test
    void staysWithinItsLimits() {
        RecordBatchReader small = new RecordBatchReader(new ReadLimits(100, 2, 1));
        DecodedRecord plain = new DecodedRecord(0, 0, null, new byte[200], List.of());
        RecordHeader header = new RecordHeader("h", null);
        DecodedRecord twoHeaders = new DecodedRecord(0, 0, null, null, List.of(header, header));
        String three = RECORD + "10000002026b027600" + "10000004026b027600";

        assertThatThrownBy(() -> small.readAll(batch(3, three))).hasMessageContaining("at most 2 are read");
        assertThatThrownBy(() -> small.readAll(encoded(twoHeaders, CompressionType.NONE)))
                .hasMessageContaining("headers count=2");
        assertThatThrownBy(() -> small.readAll(encoded(plain, CompressionType.GZIP)))
                .hasMessageContaining("maxBytes=100");
        assertThat(small.readAll(encoded(plain, CompressionType.NONE))).containsExactly(plain);
        assertThat(reader.readAll(batch(3, three))).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void brokenBatchesWithAValidCrcGiveProtocolExceptionOnly(CompressionType type) {
        Codec codec = Codec.of(type);
        Seeds.forEach(600, random -> {
            ByteBuffer batch = RandomBatch.of(random, type).encode(random, codec);
            for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
                int at = BatchHeader.ATTRIBUTES + random.nextInt(batch.limit() - BatchHeader.ATTRIBUTES);
                batch.put(at, (byte) (batch.get(at) ^ 1 << random.nextInt(8)));
            }
            batch.putInt(BatchHeader.CRC, BatchHeaderWriter.crcOf(batch, 0));

            long before = THREADS.getCurrentThreadAllocatedBytes();
            readOrRefuse(batch);

            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).isLessThan(200L * ReadLimits.DEFAULT.maxDecompressedBytes() / 64);
        });
    }

    @Test
    void garbageGivesProtocolExceptionOnly() {
        Seeds.forEach(3000, random -> {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            ByteBuffer batch = ByteBuffer.wrap(garbage);
            if (garbage.length > BatchHeader.SIZE && random.nextInt(4) > 0) {
                batch.putInt(BatchHeader.BATCH_LENGTH, garbage.length - BatchHeader.LOG_OVERHEAD)
                        .put(BatchHeader.MAGIC_AT, BatchHeader.MAGIC)
                        .putInt(BatchHeader.RECORDS_COUNT, random.nextInt(5))
                        .putInt(BatchHeader.LAST_OFFSET_DELTA, 5)
                        .put(BatchHeader.ATTRIBUTES + 1, (byte) random.nextInt(6));
                batch.putInt(BatchHeader.CRC, BatchHeaderWriter.crcOf(batch, 0));
            }
            readOrRefuse(batch);
        });
    }

    private void readOrRefuse(ByteBuffer batch) {
        try {
            reader.readAll(batch);
        } catch (ProtocolException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static ByteBuffer encoded(DecodedRecord record, CompressionType type) {
        BatchDescription about = new BatchDescription(type.id(), 1, 0, 0, -1, (short) -1, -1);
        return new RandomBatch(List.of(record), about).encode(new Random(1), Codec.of(type));
    }

    private static ByteBuffer batch(int recordsCount, String records) {
        ByteBuffer payload = ByteBuffer.wrap(HexFormat.of().parseHex(records));
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE + payload.limit());
        BatchHeaderWriter.write(
                batch, 0, new BatchDescription((short) 0, recordsCount, 0, 0, -1, (short) -1, -1), List.of(payload));
        return batch.put(BatchHeader.SIZE, payload, 0, payload.limit());
    }

    private static ByteBuffer copyOf(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.limit()).put(batch.duplicate()).flip();
    }
}
