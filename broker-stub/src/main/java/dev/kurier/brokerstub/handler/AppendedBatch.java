package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.log.AppendOutcome;
import dev.kurier.protocol.ErrorCode;

/** Is one batch of a Produce request with acks=all, in the leader's log, until the replicas in sync have it as well. */
final class AppendedBatch {
    private final ClusterState state;
    private final Partition partition;
    private final int brokerId;
    private final long neededOffset;

    /**
     * Makes it.
     *
     * @param neededOffset the high watermark to wait for
     */
    AppendedBatch(ClusterState state, Partition partition, int brokerId, long neededOffset) {
        this.state = state;
        this.partition = partition;
        this.brokerId = brokerId;
        this.neededOffset = neededOffset;
    }

    Partition partition() {
        return partition;
    }

    /** Tells whether its fate is still open. */
    boolean isWaiting() {
        return !isDeleted() && partition.leaderId() == brokerId && partition.highWatermark() < neededOffset;
    }

    /** Returns what the batch's answer becomes now, whether or not it would have to wait longer. */
    AppendOutcome settle(AppendOutcome appended) {
        if (isDeleted()) {
            return appended.failedLater(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        if (partition.leaderId() != brokerId) {
            return appended.failedLater(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
        if (isWaiting()) {
            return appended.failedLater(ErrorCode.REQUEST_TIMED_OUT);
        }
        return partition.isUnderMinIsr() ? appended.failedLater(ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND) : appended;
    }

    private boolean isDeleted() {
        return state.partition(partition.topic(), partition.index()) != partition;
    }
}
