package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses by the key's hash; without a key, one partition until it has a batch's worth, then another (KIP-794).
 *
 * <p>Takes no lock and allocates nothing per record.
 */
final class DefaultPartitioner implements Partitioner {
    private final Map<String, StickyTopic> topics = new ConcurrentHashMap<>();
    private final PartitionDraw draw;
    private final boolean ignoreKeys;
    private final int switchBytes;

    /**
     * Makes the partitioner.
     *
     * @param ignoreKeys whether records with a key are treated as if they had none
     * @param switchBytes how many bytes a partition gets in a row: {@code batch.size}
     */
    DefaultPartitioner(PartitionDraw draw, boolean ignoreKeys, int switchBytes) {
        this.draw = draw;
        this.ignoreKeys = ignoreKeys;
        this.switchBytes = switchBytes;
    }

    @Override
    public int partition(PartitionContext context) {
        if (isHashed(context.hasKey())) {
            return Murmur2.partition(Murmur2.hashKey(context), context.partitionCount());
        }
        return topic(context.topic()).partition(context, -1);
    }

    @Override
    public void onAppended(String topic, int partition, boolean hasKey, int bytes, boolean batchFull) {
        if (!isHashed(hasKey)) {
            topic(topic).count(partition, bytes, batchFull, switchBytes);
        }
    }

    @Override
    public void onBatchSealed(String topic, int partition) {
        StickyTopic sticky = topics.get(topic);
        if (sticky != null) {
            sticky.count(partition, 0, true, switchBytes);
        }
    }

    @Override
    public String explain(PartitionContext context) {
        if (isHashed(context.hasKey())) {
            int hash = Murmur2.hashKey(context);
            return "murmur2 of the key is " + hash + ", without its sign modulo " + context.partitionCount()
                    + " partitions";
        }
        return (ignoreKeys ? "keys are ignored" : "no key") + ": one partition until it has " + switchBytes
                + " bytes, then another"
                + (draw.adaptive() ? ", rather one with a short queue" : ", any that has a leader") + draw.preference();
    }

    private boolean isHashed(boolean hasKey) {
        return hasKey && !ignoreKeys;
    }

    private StickyTopic topic(String name) {
        StickyTopic topic = topics.get(name);
        return topic != null ? topic : topics.computeIfAbsent(name, n -> new StickyTopic(draw));
    }
}
