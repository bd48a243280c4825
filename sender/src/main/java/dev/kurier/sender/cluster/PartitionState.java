package dev.kurier.sender.cluster;

import dev.kurier.api.PartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says who leads a partition.
 *
 * @param leader the leader's broker id, or -1 while there is none
 * @param leaderEpoch the leader's epoch, or -1 if brokers don't tell
 * @param leaderRack the leader's rack, or null if there is none or it has none
 * @param info what an application may see
 */
public record PartitionState(
        int leader, int leaderEpoch, @Nullable String leaderRack, PartitionInfo info) {
    /** Returns this partition under a new leader. */
    PartitionState ledBy(int newLeader, int newEpoch, @Nullable String newRack) {
        PartitionInfo moved =
                new PartitionInfo(info.topicPartition(), newLeader, newEpoch, info.replicas(), info.inSyncReplicas());
        return new PartitionState(newLeader, newEpoch, newRack, moved);
    }
}
