package dev.kurier.api;

import java.util.List;

/**
 * Describes one partition as the newest cluster metadata knows it.
 *
 * @param topicPartition which partition
 * @param leader the broker id of the leader, or -1 while the partition has none
 * @param leaderEpoch the leader's epoch, or -1 if the broker did not say
 * @param replicas the broker ids that hold a copy
 * @param inSyncReplicas the broker ids whose copy is in sync
 */
public record PartitionInfo(
        TopicPartition topicPartition,
        int leader,
        int leaderEpoch,
        List<Integer> replicas,
        List<Integer> inSyncReplicas) {
    public PartitionInfo {
        replicas = List.copyOf(replicas);
        inSyncReplicas = List.copyOf(inSyncReplicas);
    }

    /** Tells whether the partition has a leader that could take records. */
    public boolean isAvailable() {
        return leader >= 0;
    }
}
