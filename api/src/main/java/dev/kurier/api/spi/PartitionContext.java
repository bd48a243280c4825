package dev.kurier.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * Tells a partitioner what there is to choose from; valid only during the call, on that thread.
 *
 * <p>Partitions are numbered from 0 to {@link #partitionCount()} - 1.
 */
public interface PartitionContext {
    /** The record's topic. */
    String topic();

    /** The key as the application gave it, or null. */
    @Nullable
    Object key();

    /** The value as the application gave it, or null for a tombstone. */
    @Nullable
    Object value();

    /** Tells whether the record has a key. */
    default boolean hasKey() {
        return keySize() >= 0;
    }

    /** Bytes of the serialized key, or -1 without one. */
    int keySize();

    /** One byte of the serialized key. */
    byte keyByte(int index);

    /** A copy of the serialized key, or null. */
    byte @Nullable [] keyBytes();

    /** A copy of the serialized value, or null. */
    byte @Nullable [] valueBytes();

    /** How many partitions the topic has, available or not; at least 1. */
    int partitionCount();

    /** Tells whether the partition has a leader, and one that takes records. */
    boolean isAvailable(int partition);

    /** How many batches wait for the partition's leader, the open one included. */
    int queuedBatches(int partition);

    /**
     * Tells whether a batch of the partition takes records, so that the next record need not open one; may be outdated at
     * once.
     *
     * <p>Serves partitioners that stay with a partition until its batch is sealed (KIP-480).
     */
    default boolean hasOpenBatch(int partition) {
        return queuedBatches(partition) > 0;
    }

    /**
     * The rack of the partition's leader (Kafka's {@code broker.rack}), or null if it has no leader or the leader no rack.
     *
     * <p>Serves {@code partitioner.rack.aware} (KIP-1123).
     */
    default @Nullable String leaderRack(int partition) {
        return null;
    }

    /**
     * For how many milliseconds the partition's leader has been unable to take what waits for it; 0 if it can.
     *
     * <p>Serves {@code partitioner.availability.timeout.ms} (KIP-794).
     */
    default long stalledMs(int partition) {
        return 0;
    }
}
