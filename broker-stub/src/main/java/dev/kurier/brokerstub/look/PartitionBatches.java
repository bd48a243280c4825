package dev.kurier.brokerstub.look;

import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.log.StoredBatch;
import java.util.List;

/** Holds the batches that a partition kept at one time. */
public record PartitionBatches(String topic, int partition, List<StoredBatch> batches) {
    /** Takes down what a partition holds. Guarded by the cluster's lock. */
    public static PartitionBatches of(Partition partition) {
        return new PartitionBatches(
                partition.topic(), partition.index(), partition.log().batches());
    }
}
