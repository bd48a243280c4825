package dev.kurier.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchWriterTest {
    private static final byte UNTOUCHED = 0x55;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 56, 57, 58, 63, 64, 65, 8180, 8181, 8182, 8191, 8192, 8193, 1_048_570, 1_048_576})
    void writesExactlyTheBytesItAnnounces(int valueLength) {
        EncodedRecord record = new EncodedRecord().value(new byte[valueLength]);
        int size = RecordBatchWriter.sizeOf(record, 64, -65);
        ByteBuffer target = filled(size + 20);

        int end = RecordBatchWriter.write(target, 10, record, 64, -65);

        assertThat(end).isEqualTo(10 + size);
        assertThat(target.get(9)).isEqualTo(UNTOUCHED);
        assertThat(target.get(end)).isEqualTo(UNTOUCHED);
        assertThat(target.position()).isZero();
        assertThat(target.limit()).isEqualTo(size + 20);
    }

    @Test
    void agreesWithKafkaOnSizes() {
        Seeds.forEach(2000, random -> {
            EncodedRecord record = new EncodedRecord();
            int keyLength = random.nextInt(9000) - 1;
            int valueLength = random.nextInt(9000) - 1;
            record.key(new byte[9000], 0, keyLength).value(new byte[9000], 0, valueLength);
            int offsetDelta = random.nextInt() >>> (1 + random.nextInt(31));
            long timestampDelta = random.nextLong() >> random.nextInt(64);

            assertThat(RecordBatchWriter.sizeOf(record, offsetDelta, timestampDelta))
                    .isEqualTo(DefaultRecord.sizeInBytes(
                            offsetDelta,
                            timestampDelta,
                            keyLength,
                            valueLength,
                            new org.apache.kafka.common.header.Header[0]))
                    .isLessThanOrEqualTo(RecordBatchWriter.maxSizeOf(record));
        });
    }

    @Test
    void boundIsReachedByTheLargestDeltasAndLengths() {
        EncodedRecord record =
                new EncodedRecord().key(new byte[0], 0, 300 << 20).value(new byte[0]);

        assertThat(RecordBatchWriter.sizeOf(record, Integer.MIN_VALUE, Long.MIN_VALUE))
                .isEqualTo(RecordBatchWriter.maxSizeOf(record));
    }

    @Test
    void boundBeyondIntIsTheLargestInt() {
        assertThat(RecordBatchWriter.maxSizeOf(Integer.MAX_VALUE, Integer.MAX_VALUE, 1))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(RecordBatchWriter.maxSizeOf(-1, -1, 1)).isEqualTo(24);
    }

    @Test
    void writesPartsOfArrays() {
        byte[] shared = {9, 9, 1, 2, 3, 9, 4, 5};
        ByteBuffer parts = ByteBuffer.allocate(50);
        ByteBuffer whole = ByteBuffer.allocate(50);

        RecordBatchWriter.write(parts, 0, new EncodedRecord().key(shared, 2, 3).value(shared, 6, 2), 0, 0);
        RecordBatchWriter.write(
                whole, 0, new EncodedRecord().key(new byte[] {1, 2, 3}).value(new byte[] {4, 5}), 0, 0);

        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void clearedRecordIsEmpty() {
        EncodedRecord record =
                new EncodedRecord().key(new byte[3]).value(new byte[3]).timestampMs(5);
        record.clear();

        assertThat(record).usingRecursiveComparison().isEqualTo(new EncodedRecord());
    }

    @Test
    void refusesToWriteBehindTheLimit() {
        EncodedRecord record = new EncodedRecord().value(new byte[100]);
        ByteBuffer target = ByteBuffer.allocateDirect(200).limit(RecordBatchWriter.sizeOf(record, 0, 0) - 1);

        assertThatThrownBy(() -> RecordBatchWriter.write(target, 0, record, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void severalThreadsWriteIntoOneBufferAtOnce() throws InterruptedException {
        int threads = 4;
        int perThread = 5000;
        int size = RecordBatchWriter.sizeOf(new EncodedRecord().value(new byte[20]), 10_000, 0);
        ByteBuffer target = ByteBuffer.allocateDirect(threads * perThread * size);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            Thread thread = new Thread(() -> writeEvery(target, first, threads, size));
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }

        BatchHeader header = new BatchHeader(
                0, 0, 0, (byte) 2, 0, (short) 0, Integer.MAX_VALUE, 0, 0, -1, (short) -1, -1, threads * perThread);
        RecordDecoder decoder = new RecordDecoder(header, target.duplicate(), ReadLimits.DEFAULT);
        for (int i = 0; i < threads * perThread; i++) {
            byte[] expected = new byte[20];
            Arrays.fill(expected, (byte) i);
            DecodedRecord record = decoder.next();
            assertThat(record.offset()).isEqualTo(10_000 + i);
            assertThat(record.value()).isEqualTo(expected);
        }
        decoder.end();
    }

    private static void writeEvery(ByteBuffer target, int first, int step, int size) {
        EncodedRecord record = new EncodedRecord();
        byte[] value = new byte[20];
        for (int i = first; i < target.limit() / size; i += step) {
            Arrays.fill(value, (byte) i);
            RecordBatchWriter.write(target, i * size, record.value(value), 10_000 + i, 0);
        }
    }

    private static ByteBuffer filled(int size) {
        ByteBuffer target = ByteBuffer.allocateDirect(size);
        for (int i = 0; i < size; i++) {
            target.put(i, UNTOUCHED);
        }
        return target;
    }
}
