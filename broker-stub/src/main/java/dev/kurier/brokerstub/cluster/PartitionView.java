package dev.kurier.brokerstub.cluster;

import java.util.List;

/**
 * Is what a broker tells clients about a partition in Metadata; it may be out of date.
 *
 * @param leaderId the leader, or {@link Partition#NO_LEADER}
 */
public record PartitionView(int leaderId, int leaderEpoch, List<Integer> replicas, List<Integer> inSyncReplicas) {}
