package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;

/**
 * Hashes keys as every Kafka client with the {@code murmur2} partitioner does, so that equal keys share a partition.
 *
 * <p>MurmurHash2 by Austin Appleby, 32 bits, over little-endian words, with the seed that Kafka fixed.
 */
public final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int MULTIPLIER = 0x5bd1e995;

    private Murmur2() {}

    /** The hash of the record's serialized key; a missing one counts as empty. */
    public static int hashKey(PartitionContext key) {
        int size = Math.max(0, key.keySize());
        int tail = size & ~3;
        int hash = SEED ^ size;
        for (int i = 0; i < tail; i += 4) {
            hash = (hash * MULTIPLIER) ^ scramble(word(key, i));
        }
        if (tail < size) {
            for (int i = size - 1; i >= tail; i--) {
                hash ^= (key.keyByte(i) & 0xff) << (8 * (i - tail));
            }
            hash *= MULTIPLIER;
        }
        hash = (hash ^ (hash >>> 13)) * MULTIPLIER;
        return hash ^ (hash >>> 15);
    }

    /** The partition of a hash: its sign bit cleared (a mask, not an absolute value), modulo the count. */
    public static int partition(int hash, int partitionCount) {
        return (hash & 0x7fffffff) % partitionCount;
    }

    private static int word(PartitionContext key, int at) {
        return (key.keyByte(at) & 0xff)
                | (key.keyByte(at + 1) & 0xff) << 8
                | (key.keyByte(at + 2) & 0xff) << 16
                | (key.keyByte(at + 3) & 0xff) << 24;
    }

    private static int scramble(int word) {
        int mixed = word * MULTIPLIER;
        return (mixed ^ (mixed >>> 24)) * MULTIPLIER;
    }
}
