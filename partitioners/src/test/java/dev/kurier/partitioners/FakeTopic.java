package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;
import java.util.Arrays;

/** Plays a topic and the record at hand. */
public final class FakeTopic implements PartitionContext {
    final int[] queued;
    final boolean[] available;
    final long[] stalledMs;
    final String[] racks;
    String name = "topic";
    byte[] key;
    int partitionCount;
    boolean hasOpenBatch = true;

    FakeTopic(int partitionCount) {
        this.partitionCount = partitionCount;
        queued = new int[partitionCount];
        available = new boolean[partitionCount];
        stalledMs = new long[partitionCount];
        racks = new String[partitionCount];
        Arrays.fill(available, true);
    }

    public static FakeTopic of(int partitionCount) {
        return new FakeTopic(partitionCount);
    }

    FakeTopic queued(int... batches) {
        System.arraycopy(batches, 0, queued, 0, batches.length);
        return this;
    }

    public FakeTopic without(int... leaderless) {
        for (int p : leaderless) {
            available[p] = false;
        }
        return this;
    }

    FakeTopic racks(String... names) {
        System.arraycopy(names, 0, racks, 0, names.length);
        return this;
    }

    public FakeTopic key(byte[] bytes) {
        key = bytes;
        return this;
    }

    @Override
    public String topic() {
        return name;
    }

    @Override
    public Object key() {
        return key;
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
        return key[index];
    }

    @Override
    public byte[] keyBytes() {
        throw new AssertionError("a copy of the key on the hot path");
    }

    @Override
    public byte[] valueBytes() {
        throw new AssertionError("a copy of the value on the hot path");
    }

    @Override
    public int partitionCount() {
        return partitionCount;
    }

    @Override
    public boolean isAvailable(int partition) {
        return available[partition];
    }

    @Override
    public int queuedBatches(int partition) {
        return queued[partition];
    }

    @Override
    public boolean hasOpenBatch(int partition) {
        return hasOpenBatch;
    }

    /** Has no partition take records into a batch that is there. */
    FakeTopic withoutOpenBatches() {
        hasOpenBatch = false;
        return this;
    }

    @Override
    public String leaderRack(int partition) {
        return racks[partition];
    }

    @Override
    public long stalledMs(int partition) {
        return stalledMs[partition];
    }
}
