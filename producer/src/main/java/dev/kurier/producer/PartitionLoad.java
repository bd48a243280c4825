package dev.kurier.producer;

/** Tells how much waits for a partition. */
@FunctionalInterface
interface PartitionLoad {
    /** How many batches wait, the open one included; approximate. */
    int queuedBatches(String topic, int partition);
}
