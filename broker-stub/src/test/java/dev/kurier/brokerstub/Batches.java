package dev.kurier.brokerstub;

import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchDescription;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes record batches as a producer does. */
final class Batches {
    static final long FIRST_TIMESTAMP_MS = 1_700_000_000_000L;

    private Batches() {}

    /** A batch of records without key and without producer id; record i is i milliseconds later than the first. */
    static ByteBuffer plain(String... values) {
        return sequenced(BatchHeader.NO_PRODUCER_ID, BatchHeader.NO_PRODUCER_EPOCH, BatchHeader.NO_SEQUENCE, values);
    }

    /** As {@link #plain}, with the identity of an idempotent producer. */
    static ByteBuffer sequenced(long producerId, int epoch, int sequence, String... values) {
        return make(BatchAttributes.of(CompressionType.NONE, false), producerId, epoch, sequence, values);
    }

    static ByteBuffer make(short attributes, long producerId, int epoch, int sequence, String... values) {
        ByteBuffer records = ByteBuffer.allocate(100 * values.length + totalLength(values));
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            EncodedRecord record = new EncodedRecord().value(values[i].getBytes(StandardCharsets.UTF_8));
            at = RecordBatchWriter.write(records, at, record, i, i);
        }
        records.limit(at);
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE + at);
        BatchDescription description = new BatchDescription(
                attributes,
                values.length,
                FIRST_TIMESTAMP_MS,
                FIRST_TIMESTAMP_MS + values.length - 1,
                producerId,
                (short) epoch,
                sequence);
        BatchHeaderWriter.write(batch, 0, description, List.of(records));
        batch.put(BatchHeader.SIZE, records, 0, at);
        return batch;
    }

    /** Puts the right checksum on a batch that was tampered with. */
    static ByteBuffer withFreshCrc(ByteBuffer batch) {
        return batch.putInt(17, BatchHeaderWriter.crcOf(batch, 0));
    }

    private static int totalLength(String... values) {
        int total = 0;
        for (String value : values) {
            total += value.length();
        }
        return total;
    }
}
