package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.protocol.ErrorCode;

/** Compares what a client believes about a partition's leader with the truth (KIP-320). */
final class Leadership {
    private static final int EPOCH_NOT_SAID = -1;

    private Leadership() {}

    /** Returns what is wrong with asking this broker, or NONE. */
    static ErrorCode check(Partition partition, int brokerId, int knownEpoch) {
        if (knownEpoch != EPOCH_NOT_SAID && knownEpoch < partition.leaderEpoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        if (knownEpoch > partition.leaderEpoch()) {
            return ErrorCode.UNKNOWN_LEADER_EPOCH;
        }
        return partition.leaderId() == brokerId ? ErrorCode.NONE : ErrorCode.NOT_LEADER_OR_FOLLOWER;
    }
}
