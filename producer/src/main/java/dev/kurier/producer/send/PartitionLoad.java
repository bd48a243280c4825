package dev.kurier.producer.send;

/** Tells how much waits for a partition. */
@FunctionalInterface
public interface PartitionLoad {
    /** How many batches wait, the open one included; approximate. */
    int queuedBatches(String topic, int partition);
}
