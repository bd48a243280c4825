package dev.kurier.sender.lane;

import dev.kurier.accumulator.OpenBatch;
import dev.kurier.accumulator.memory.MemoryDemand;
import dev.kurier.accumulator.memory.MemoryPool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets open batches leave before their linger time is over while callers wait for memory: the oldest first, no more than it
 * takes, and only of brokers whose memory would serve somebody.
 *
 * <p>Memory of sealed batches is on its way back. While that is an eighth of what the brokers concerned may hold, nothing is
 * cut short; if the caller that has waited longest is not served all the same, an eighth more leaves every 50 ms: perhaps a
 * broker does not respond. Kafka's producer sends all open batches instead. Belongs to the sender's thread.
 */
final class MemoryRelief {
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int PART = 8;

    private boolean waiting;
    private long nextLookNs;
    private long oldest;
    private long oldestSinceNs;

    /** The latest ticket when batches were hurried last: once all up to it are served, others may need more. */
    private long hurriedFor = -1;

    /**
     * Looks whether callers wait, and hurries batches if need be.
     *
     * @param hurried is told each partition whose open batch may leave now
     * @return whether there was one
     */
    boolean look(MemoryPool memory, Collection<PartitionLane> lanes, long nowNs, Consumer<PartitionLane> hurried) {
        MemoryDemand demand = memory.hasWaiters() ? memory.demand() : null;
        if (demand == null) {
            waiting = false;
            return false;
        }
        if (!waiting || demand.oldest() != oldest) {
            oldest = demand.oldest();
            oldestSinceNs = nowNs;
        }
        boolean served = demand.oldest() > hurriedFor && hurriedFor >= 0;
        if (waiting && !served && nowNs - nextLookNs < 0) {
            return false;
        }
        waiting = true;
        nextLookNs = nowNs + LOOK_AGAIN_NS;
        List<Lingering> lingering = lingering(lanes, demand, nowNs);
        long partBytes = Math.max(demand.sizeBytes(), memory.leaderLimitBytes() / PART);
        boolean inVain = nowNs - oldestSinceNs >= PATIENCE_NS;
        long missingBytes = inVain ? partBytes : partBytes - leavingBytes(memory, demand, lingering);
        return missingBytes > 0 && hurry(lingering, missingBytes, demand, nowNs, hurried);
    }

    /** How long until {@link #look} may have to do something though nothing happens; {@code Long.MAX_VALUE} for never. */
    long nextDelayNs(long nowNs) {
        return waiting ? Math.max(0, nextLookNs - nowNs) : Long.MAX_VALUE;
    }

    private boolean hurry(
            List<Lingering> lingering,
            long missingBytes,
            MemoryDemand demand,
            long nowNs,
            Consumer<PartitionLane> hurried) {
        lingering.sort(Comparator.comparingLong(open -> open.batch.openedNs() - nowNs));
        long bytes = 0;
        for (Lingering open : lingering) {
            if (bytes >= missingBytes) {
                break;
            }
            bytes += open.heldBytes;
            open.lane.hurry(open.batch);
            hurried.accept(open.lane);
        }
        hurriedFor = demand.newest();
        nextLookNs = nowNs + PATIENCE_NS;
        return bytes > 0;
    }

    private static List<Lingering> lingering(Collection<PartitionLane> lanes, MemoryDemand demand, long nowNs) {
        List<Lingering> all = new ArrayList<>();
        for (PartitionLane lane : lanes) {
            OpenBatch batch =
                    demand.leaders().contains(lane.leader()) ? lane.chain().newest() : null;
            if (batch != null && lane.leader() >= 0 && lane.isLingering(batch, nowNs)) {
                all.add(new Lingering(lane, batch, batch.heldBytes()));
            }
        }
        return all;
    }

    /** What comes back by itself: all that the brokers' records hold, but for what lingers. */
    private static long leavingBytes(MemoryPool memory, MemoryDemand demand, List<Lingering> lingering) {
        long bytes = 0;
        for (int leader : demand.leaders()) {
            bytes += memory.share(leader).heldBytes();
        }
        for (Lingering open : lingering) {
            bytes -= open.heldBytes;
        }
        return bytes;
    }

    private record Lingering(PartitionLane lane, OpenBatch batch, long heldBytes) {}
}
