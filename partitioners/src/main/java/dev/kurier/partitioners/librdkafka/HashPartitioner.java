package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.partitioners.RandomDraw;

/**
 * Chooses as librdkafka does: by a hash of the key over all partitions, or at random for keys that are not hashed.
 *
 * <p>A random choice leaves out partitions without a leader, unless none has one; a hashed one never does, so that equal
 * keys stay together. Takes no lock and allocates nothing per record.
 */
final class HashPartitioner implements Partitioner {
    private final KeyHash hash;
    private final RandomKeys randomKeys;
    private final RandomDraw random;

    HashPartitioner(KeyHash hash, RandomKeys randomKeys, RandomDraw random) {
        this.hash = hash;
        this.randomKeys = randomKeys;
        this.random = random;
    }

    @Override
    public int partition(PartitionContext context) {
        return randomKeys.include(context) ? anyOf(context) : hash.partition(context);
    }

    @Override
    public String explain(PartitionContext context) {
        if (randomKeys.include(context)) {
            return (context.hasKey() ? "an empty key" : "no key")
                    + ": at random, each record anew, among the partitions with a leader";
        }
        return (context.hasKey() ? "" : "no key counts as an empty one: ") + hash.explain(context);
    }

    private int anyOf(PartitionContext topic) {
        int count = topic.partitionCount();
        int available = 0;
        for (int p = 0; p < count; p++) {
            available += topic.isAvailable(p) ? 1 : 0;
        }
        if (available == 0 || available == count) {
            return (int) random.below(count);
        }
        long drawn = random.below(available);
        int last = 0;
        for (int p = 0; p < count; p++) {
            if (topic.isAvailable(p)) {
                last = p;
                if (drawn-- == 0) {
                    return p;
                }
            }
        }
        // A leader was lost while we looked.
        return last;
    }
}
