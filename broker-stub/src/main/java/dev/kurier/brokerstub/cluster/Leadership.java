package dev.kurier.brokerstub.cluster;

import dev.kurier.protocol.ErrorCode;

/** Compares what a client believes about a partition's leader with the truth (KIP-320). */
public final class Leadership {
    /** Stands for a request that names no leader epoch. */
    public static final int EPOCH_NOT_SAID = -1;

    private Leadership() {}

    /** Returns what is wrong with asking this broker, or NONE. */
    public static ErrorCode check(ClusterState state, Partition partition, int brokerId, int knownEpoch) {
        ErrorCode replica = checkReplica(state, partition, brokerId, knownEpoch);
        boolean leads = partition.leaderId() == brokerId;
        return replica == ErrorCode.NONE && !leads ? ErrorCode.NOT_LEADER_OR_FOLLOWER : replica;
    }

    /** As {@link #check}, where a follower may answer as well. */
    public static ErrorCode checkReplica(ClusterState state, Partition partition, int brokerId, int knownEpoch) {
        if (partition.leaderId() != brokerId && !partition.isReplicatedBy(brokerId)) {
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        Broker broker = state.broker(brokerId);
        if (broker != null && broker.isDiskFull()) {
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
        if (knownEpoch != EPOCH_NOT_SAID && knownEpoch < partition.leaderEpoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        if (knownEpoch > partition.leaderEpoch()) {
            return ErrorCode.UNKNOWN_LEADER_EPOCH;
        }
        return ErrorCode.NONE;
    }
}
