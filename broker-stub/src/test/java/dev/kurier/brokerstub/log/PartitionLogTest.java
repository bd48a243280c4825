package dev.kurier.brokerstub.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchDescription;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionLogTest {
    private static final AppendTerms TERMS = new AppendTerms("t", 0, 0, 0, true, Release.NEWEST);

    @Test
    void dropsTheOldestBatchesAboveTheLimitAndMovesItsStart() {
        PartitionLog log = new PartitionLog(new LogSettings(1 << 20, 350, false, false, true));
        for (int i = 0; i < 20; i++) {
            assertThat(log.append(batch(30), TERMS).baseOffset()).isEqualTo(i);
        }
        long kept = log.batches().stream().mapToLong(StoredBatch::sizeBytes).sum();

        assertThat(kept).isLessThanOrEqualTo(350).isGreaterThan(200);
        assertThat(log.startOffset()).isEqualTo(log.batches().get(0).baseOffset());
        assertThat(log.endOffset()).isEqualTo(20);
    }

    @Test
    void keepsTheLastBatchHoweverLarge() {
        PartitionLog log = new PartitionLog(new LogSettings(1 << 20, 10, false, false, true));
        log.append(batch(30), TERMS);
        log.append(batch(300), TERMS);

        assertThat(log.batches()).hasSize(1);
        assertThat(log.startOffset()).isEqualTo(1);
    }

    @Test
    void doesNotShareMemoryWithWhatWasReceived() {
        PartitionLog log = new PartitionLog(new LogSettings(1 << 20, 1000, false, false, true));
        ByteBuffer received = batch(30);
        ByteBuffer before = ByteBuffer.allocate(received.remaining())
                .put(received.duplicate())
                .flip();
        log.append(received, TERMS);
        assertThat(received).isEqualTo(before);

        received.put(70, (byte) 99);
        assertThat(BatchRecords.decode(log.batches().get(0).bytes())).hasSize(1);
    }

    @Test
    void forgetsTheProducersThatWroteLongAgo() {
        ProducerWindows windows = new ProducerWindows();
        for (long id = 0; id <= ProducerWindows.LIMIT; id++) {
            windows.ofWriter(id);
        }

        assertThat(windows.of(0)).isNull();
        assertThat(windows.of(1)).isNotNull();
    }

    @Test
    void wrapsSequencesBehindTheLargest() {
        assertThat(SequenceNumber.plus(0, 0)).isZero();
        assertThat(SequenceNumber.plus(Integer.MAX_VALUE, 0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(SequenceNumber.plus(Integer.MAX_VALUE, 1)).isZero();
        assertThat(SequenceNumber.plus(Integer.MAX_VALUE - 2, 5)).isEqualTo(2);
        assertThat(SequenceNumber.plus(5, Integer.MAX_VALUE)).isEqualTo(4);
    }

    private static ByteBuffer batch(int valueBytes) {
        EncodedRecord record = new EncodedRecord().value(new byte[valueBytes]);
        ByteBuffer records = ByteBuffer.allocate(RecordBatchWriter.maxSizeOf(record));
        records.limit(RecordBatchWriter.write(records, 0, record, 0, 0));
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE + records.limit());
        short attributes = BatchAttributes.of(CompressionType.NONE, false);
        BatchHeaderWriter.write(
                batch, 0, new BatchDescription(attributes, 1, 1, 1, -1, (short) -1, -1), List.of(records));
        batch.put(BatchHeader.SIZE, records, 0, records.limit());
        return batch;
    }
}
