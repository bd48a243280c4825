package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the partition that a topic's records without a key go to at the moment, and how many bytes it got.
 *
 * <p>Both live in one number, so that threads change them together without a lock: partition + 1 above, bytes below.
 * Zero: none chosen.
 */
final class StickyTopic {
    private static final long NONE = 0;

    private final AtomicLong state = new AtomicLong(NONE);
    private final PartitionDraw draw;

    StickyTopic(PartitionDraw draw) {
        this.draw = draw;
    }

    /** The current partition; draws one if there is none, or if it has lost its leader and another has one. */
    int partition(PartitionContext topic, int previous) {
        while (true) {
            long seen = state.get();
            int current = partitionOf(seen);
            if (current >= 0 && current < topic.partitionCount()) {
                if (topic.isAvailable(current) || !PartitionDraw.hasLeader(topic)) {
                    return current;
                }
            }
            int drawn = draw.next(topic, previous);
            if (state.compareAndSet(seen, (drawn + 1L) << 32)) {
                return drawn;
            }
        }
    }

    /**
     * Counts bytes that went to a partition, and gives it up once it has its share.
     *
     * <p>The share is {@code switchBytes}. While the partition's batch has room it goes on up to twice that, so that a
     * switch does not leave a fraction of a batch behind (KAFKA-14156).
     *
     * @return whether the partition was given up
     */
    boolean count(int partition, int bytes, boolean batchFull, int switchBytes) {
        while (true) {
            long seen = state.get();
            if (partitionOf(seen) != partition) {
                return false;
            }
            long produced = Math.min(bytesOf(seen) + bytes, Integer.MAX_VALUE);
            boolean done = produced >= 2L * switchBytes || (batchFull && produced >= switchBytes);
            long next = done ? NONE : (seen & ~0xffffffffL) | produced;
            if (state.compareAndSet(seen, next)) {
                return done;
            }
        }
    }

    /**
     * Gives a partition up if it is the current one and has got something; tells whether it did.
     *
     * <p>One that has got nothing yet was drawn after the batch in question: to leave it would strand the record that is
     * about to open its next.
     */
    boolean leave(int partition) {
        long seen = state.get();
        return partitionOf(seen) == partition && bytesOf(seen) > 0 && state.compareAndSet(seen, NONE);
    }

    private static int partitionOf(long state) {
        return (int) (state >>> 32) - 1;
    }

    private static long bytesOf(long state) {
        return state & 0xffffffffL;
    }
}
