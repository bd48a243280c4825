package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.log.StoredBatch;
import java.util.List;

/** Refers to one partition of a {@link StubCluster}. May be used from any thread. */
public final class StubPartition {
    private final ClusterCore core;
    private final Partition partition;

    StubPartition(ClusterCore core, Partition partition) {
        this.core = core;
        this.partition = partition;
    }

    /** Returns its index in its topic. */
    public int index() {
        return partition.index();
    }

    /** Returns the broker that leads it, or -1. */
    public int leader() {
        return core.ask(state -> partition.leaderId());
    }

    /** Returns the offset that its next record will have. */
    public long endOffset() {
        return core.ask(state -> partition.log().endOffset());
    }

    /** Returns its records, as far as they are still kept. */
    public List<StoredRecord> records() {
        List<StoredBatch> batches = core.ask(state -> partition.log().batches());
        return StoredRecords.decode(partition.topic(), partition.index(), batches);
    }

    /** Makes another broker its leader, in a new epoch; -1 leaves it without one. */
    public void moveLeader(int brokerId) {
        core.change(state -> state.moveLeader(partition, brokerId));
    }

    /** Drops the records before an offset, as retention and DeleteRecords do; the log start moves. */
    public void deleteRecords(long beforeOffset) {
        core.change(state -> partition.log().truncateFront(beforeOffset));
    }

    /** Makes it forget the producers it knew, as a broker does that lost its state. */
    public void loseProducerState() {
        core.change(state -> partition.log().forgetProducers());
    }
}
