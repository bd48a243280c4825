package dev.kurier.producer.send;

/** Tells how much waits for a partition. */
public interface PartitionLoad {
    /** How many batches wait, the open one included; approximate. */
    int queuedBatches(String topic, int partition);

    /** Tells whether a batch takes records. */
    boolean hasOpenBatch(String topic, int partition);

    /** For how many milliseconds the partition's leader has taken nothing though something waits; 0 if it takes. */
    long stalledMs(String topic, int partition);
}
