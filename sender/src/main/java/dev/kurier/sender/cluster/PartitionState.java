package dev.kurier.sender.cluster;

import dev.kurier.api.PartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says who leads a partition.
 *
 * @param leader the leader's broker id, or -1 while there is none
 * @param leaderEpoch the leader's epoch, or -1 if brokers don't tell
 * @param contradictions how often in a row a response without an epoch has named another leader
 * @param leaderRack the leader's rack, or null if there is none or it has none
 * @param info what an application may see
 */
public record PartitionState(
        int leader,
        int leaderEpoch,
        int contradictions,
        @Nullable String leaderRack,
        PartitionInfo info) {
    /** So often a response without an epoch is taken for the older news. */
    private static final int CONTRADICTIONS_IGNORED = 2;

    /**
     * Returns what holds after a response of the same topic.
     *
     * <p>A lower epoch is older news. A response without one, as of brokers before 2.1 (Metadata below version 7),
     * says nothing of its age; it is believed when it is repeated, or a downgraded cluster could not be followed.
     */
    PartitionState after(PartitionState told) {
        if (told.leaderEpoch >= 0 || leaderEpoch < 0) {
            return told.leaderEpoch < leaderEpoch ? this : told;
        }
        if (told.leader == leader) {
            return counting(0);
        }
        return contradictions < CONTRADICTIONS_IGNORED ? counting(contradictions + 1) : told;
    }

    private PartitionState counting(int count) {
        return count == contradictions ? this : new PartitionState(leader, leaderEpoch, count, leaderRack, info);
    }

    /** Returns this partition under a new leader. */
    PartitionState ledBy(int newLeader, int newEpoch, @Nullable String newRack) {
        PartitionInfo moved =
                new PartitionInfo(info.topicPartition(), newLeader, newEpoch, info.replicas(), info.inSyncReplicas());
        return new PartitionState(newLeader, newEpoch, 0, newRack, moved);
    }
}
