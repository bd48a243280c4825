package dev.kurier.brokerstub;

import dev.kurier.brokerstub.log.BatchRecords;
import dev.kurier.brokerstub.log.SequenceNumber;
import dev.kurier.brokerstub.log.StoredBatch;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows stored batches as records. */
final class StoredRecords {
    private StoredRecords() {}

    static List<StoredRecord> decode(String topic, int partition, List<StoredBatch> batches) {
        List<StoredRecord> records = new ArrayList<>();
        for (StoredBatch batch : batches) {
            BatchHeader header = BatchHeader.read(batch.bytes());
            for (DecodedRecord record : BatchRecords.decode(batch.bytes())) {
                records.add(stored(topic, partition, header, record));
            }
        }
        return records;
    }

    private static StoredRecord stored(String topic, int partition, BatchHeader batch, DecodedRecord record) {
        int index = (int) (record.offset() - batch.baseOffset());
        int sequence =
                batch.hasProducerId() ? SequenceNumber.plus(batch.baseSequence(), index) : BatchHeader.NO_SEQUENCE;
        return new StoredRecord(
                topic,
                partition,
                record.offset(),
                record.timestampMs(),
                wrap(record.key()),
                wrap(record.value()),
                record.headers().stream()
                        .map(header -> new StoredRecord.Header(header.name(), wrap(header.value())))
                        .toList(),
                batch.producerId(),
                batch.producerEpoch(),
                sequence);
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
