package dev.kurier.sender.cluster;

import dev.kurier.protocol.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is known of one topic.
 *
 * @param name the topic's name
 * @param id the topic's id, or {@link Uuid#ZERO} if brokers don't tell
 * @param partitions by their number, at least one
 */
public record TopicState(String name, Uuid id, List<PartitionState> partitions) {
    public TopicState {
        partitions = List.copyOf(partitions);
    }

    /** How many partitions the topic has. */
    public int partitionCount() {
        return partitions.size();
    }

    /** The rack of the partition's leader, or null if there is no leader or it has no rack. */
    public @Nullable String leaderRack(int partition) {
        return partition < partitions.size() ? partitions.get(partition).leaderRack() : null;
    }

    /** Tells whether the partition exists and has a leader. */
    public boolean isAvailable(int partition) {
        return partition < partitions.size() && partitions.get(partition).leader() >= 0;
    }
}
