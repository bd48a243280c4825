package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the partitions in turn, record by record; keys do not count.
 *
 * <p>Leaves out partitions without a leader, unless none has one. Takes no lock and allocates nothing per record.
 */
final class RoundRobinPartitioner implements Partitioner {
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    @Override
    public int partition(PartitionContext context) {
        AtomicInteger turn = turns.get(context.topic());
        if (turn == null) {
            turn = turns.computeIfAbsent(context.topic(), n -> new AtomicInteger());
        }
        int count = context.partitionCount();
        int first = next(turn, count);
        int partition = first;
        // A partition that is left out uses up its turn, so that its neighbour does not get a double share.
        for (int i = 0; i < count; i++) {
            if (context.isAvailable(partition)) {
                return partition;
            }
            partition = next(turn, count);
        }
        return first;
    }

    @Override
    public String explain(PartitionContext context) {
        return "the partitions with a leader take turns; keys do not count";
    }

    private static int next(AtomicInteger turn, int count) {
        return (turn.getAndIncrement() & 0x7fffffff) % count;
    }
}
