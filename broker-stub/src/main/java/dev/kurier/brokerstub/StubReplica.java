package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Countdown;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.connection.ClusterCore;
import java.time.Duration;

/**
 * Refers to one broker's replica of a partition. May be used from any thread.
 *
 * <p>It follows at once, until told otherwise. While its broker leads, it has everything; what was said here holds again
 * when another leads.
 */
public final class StubReplica {
    private final ClusterCore core;
    private final Partition partition;
    private final int brokerId;

    StubReplica(ClusterCore core, Partition partition, int brokerId) {
        this.core = core;
        this.partition = partition;
        this.brokerId = brokerId;
    }

    /** Returns the broker whose replica it is. */
    public int brokerId() {
        return brokerId;
    }

    /** Returns the offset behind its last record. */
    public long endOffset() {
        return core.ask(state -> partition.endOffset(brokerId));
    }

    /** Stops copying; it leaves the replicas in sync when it has missed something for the replica lag time. */
    public void stall() {
        core.change(state -> partition.replicas(all -> all.stall(brokerId)));
    }

    /** Copies everything that it misses, and follows at once from now on. */
    public void resume() {
        core.change(state -> partition.replicas(all -> all.follow(brokerId)));
    }

    /** Copies each batch this long after the leader wrote it, by the driver's clock. */
    public void lagBy(Duration lag) {
        long lagNs = Countdown.nanosOf(lag);
        core.change(state -> partition.replicas(all -> all.lagBy(brokerId, lagNs)));
    }

    /** Copies, once, the whole batches that end at or before an offset; nothing to do if it follows at once. */
    public void catchUpTo(long offset) {
        core.change(state -> partition.replicas(all -> all.catchUpTo(brokerId, offset)));
    }
}
