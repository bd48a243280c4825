package dev.kurier.testkit.check;

import dev.kurier.api.spi.PartitionContext;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays a topic, and the record at hand, for a partitioner.
 *
 * <p>Immutable; may be used from any thread. Its queues are as long as the partition's number, modulo 3.
 */
public final class SampleTopic implements PartitionContext {
    private static final int QUEUES = 3;

    private final int partitions;
    private final BitSet leaderless;
    private final byte @Nullable [] key;

    private SampleTopic(int partitions, BitSet leaderless, byte @Nullable [] key) {
        this.partitions = partitions;
        this.leaderless = leaderless;
        this.key = key;
    }

    /** A topic of that many partitions, all available; the record has no key. */
    public static SampleTopic of(int partitions) {
        return new SampleTopic(partitions, new BitSet(), null);
    }

    /** The same topic, with a record of that key; null for none. */
    public SampleTopic key(byte @Nullable [] serialized) {
        return new SampleTopic(partitions, leaderless, serialized == null ? null : serialized.clone());
    }

    /** The same topic, in which these partitions have no leader. */
    public SampleTopic without(int... unavailable) {
        BitSet more = (BitSet) leaderless.clone();
        for (int partition : unavailable) {
            more.set(partition);
        }
        return new SampleTopic(partitions, more, key);
    }

    @Override
    public String topic() {
        return "contract";
    }

    @Override
    public @Nullable Object key() {
        return keyBytes();
    }

    @Override
    public Object value() {
        return "value";
    }

    @Override
    public int keySize() {
        return key == null ? -1 : key.length;
    }

    @Override
    public byte keyByte(int index) {
        if (key == null) {
            throw new ContractViolation(
                    "it asked for a byte of the key of a record without one: look at hasKey() first");
        }
        return key[index];
    }

    @Override
    public byte @Nullable [] keyBytes() {
        return key == null ? null : key.clone();
    }

    @Override
    public byte[] valueBytes() {
        return new byte[] {'v'};
    }

    @Override
    public int partitionCount() {
        return partitions;
    }

    @Override
    public boolean isAvailable(int partition) {
        requirePartition(partition);
        return !leaderless.get(partition);
    }

    @Override
    public int queuedBatches(int partition) {
        requirePartition(partition);
        return partition % QUEUES;
    }

    private void requirePartition(int partition) {
        if (partition < 0 || partition >= partitions) {
            throw new ContractViolation(
                    "it asked about partition " + partition + " of a topic with partitions 0 to " + (partitions - 1));
        }
    }
}
