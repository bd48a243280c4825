package dev.kurier.brokerstub.look;

import dev.kurier.brokerstub.log.BatchRecords;
import dev.kurier.brokerstub.log.StoredBatch;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Reads stored batches as records; looks into each batch once. Not thread-safe. */
public final class RecordReader<T> {
    private final View<T> view;
    private final Map<StoredBatch, List<T>> known = new IdentityHashMap<>();

    /** Reads records into a view of them. */
    public RecordReader(View<T> view) {
        this.view = view;
    }

    /** Makes of a record what is shown. */
    @FunctionalInterface
    public interface View<T> {
        T of(PartitionBatches partition, BatchHeader batch, DecodedRecord record);
    }

    /** Returns all records, partition by partition. */
    public List<T> read(List<PartitionBatches> partitions) {
        List<T> records = new ArrayList<>();
        for (PartitionBatches partition : partitions) {
            for (StoredBatch batch : partition.batches()) {
                records.addAll(known.computeIfAbsent(batch, unread -> decode(partition, unread)));
            }
        }
        return records;
    }

    private List<T> decode(PartitionBatches partition, StoredBatch batch) {
        BatchHeader header = BatchHeader.read(batch.bytes());
        List<T> records = new ArrayList<>();
        for (DecodedRecord record : BatchRecords.decode(batch.bytes())) {
            records.add(view.of(partition, header, record));
        }
        return records;
    }
}
