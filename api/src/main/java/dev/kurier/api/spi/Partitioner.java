package dev.kurier.api.spi;

/**
 * Chooses the partition of a record that names none.
 *
 * <p>Called on the threads that send, by several at once. What it throws, or a number outside the topic's partitions,
 * reaches the caller as an {@link dev.kurier.api.error.InvalidRecordException}, and the record is not accepted.
 */
public interface Partitioner extends AutoCloseable {
    /** Chooses: a number from 0 to {@code context.partitionCount() - 1}. */
    int partition(PartitionContext context);

    /**
     * Is told that a record went to the partition that {@link #partition} chose for it.
     *
     * @param hasKey whether the record has a key
     * @param bytes how far it made the partition's batch grow
     * @param batchFull whether the partition has no batch with room left, so that a switch costs no half-filled batch
     */
    default void onAppended(String topic, int partition, boolean hasKey, int bytes, boolean batchFull) {}

    /**
     * Is told that the partition's last batch is sealed, if it had one; called on the sending thread whose record opened the
     * next, before {@link #onAppended}.
     */
    default void onBatchSealed(String topic, int partition) {}

    /** Says in a few words why {@link #partition} would choose as it does, for people who look. */
    default String explain(PartitionContext context) {
        return "chosen by " + getClass().getSimpleName();
    }

    /** Frees what the partitioner holds; called once, when the producer closes. */
    @Override
    default void close() {}
}
