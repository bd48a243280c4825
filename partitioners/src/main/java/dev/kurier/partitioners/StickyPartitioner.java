package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stays with one partition until its batch is sealed, then takes another at random; keys do not count (KIP-480).
 *
 * <p>Takes no lock and allocates nothing per record.
 */
final class StickyPartitioner implements Partitioner {
    private final Map<String, Sticky> topics = new ConcurrentHashMap<>();
    private final PartitionDraw draw;

    StickyPartitioner(RandomDraw random) {
        draw = new PartitionDraw(random, false, 0, "");
    }

    @Override
    public int partition(PartitionContext context) {
        Sticky sticky = topics.get(context.topic());
        if (sticky == null) {
            sticky = topics.computeIfAbsent(context.topic(), n -> new Sticky(new StickyTopic(draw)));
        }
        int current = sticky.topic.partition(context, sticky.left);
        if (context.hasOpenBatch(current) || !sticky.leave(current)) {
            return current;
        }
        // Its batch has left by linger.ms: to open another there would strand this record in it.
        return sticky.topic.partition(context, sticky.left);
    }

    @Override
    public void onAppended(String topic, int partition, boolean hasKey, int bytes, boolean batchFull) {
        Sticky sticky = topics.get(topic);
        if (sticky != null) {
            sticky.topic.count(partition, bytes, false, Integer.MAX_VALUE);
            if (batchFull) {
                sticky.leave(partition);
            }
        }
    }

    @Override
    public void onBatchSealed(String topic, int partition) {
        Sticky sticky = topics.get(topic);
        if (sticky != null) {
            sticky.leave(partition);
        }
    }

    @Override
    public String explain(PartitionContext context) {
        return "one partition until its batch is sealed, then another at random; keys do not count";
    }

    /** Holds one topic's partition, and the one before it, which is not taken twice in a row. */
    private static final class Sticky {
        private final StickyTopic topic;
        private volatile int left = -1;

        private Sticky(StickyTopic topic) {
            this.topic = topic;
        }

        private boolean leave(int partition) {
            if (topic.leave(partition)) {
                left = partition;
                return true;
            }
            return false;
        }
    }
}
