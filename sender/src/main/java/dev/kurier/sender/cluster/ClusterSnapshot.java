package dev.kurier.sender.cluster;

import dev.kurier.sender.net.BrokerAddress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Is what was known of the cluster at one moment; immutable, handed to sending threads by one volatile reference.
 *
 * @param clusterId the cluster's id, or null before the first answer
 * @param brokers where each broker listens, by id
 * @param topics what is known of the topics in use, by name
 */
public record ClusterSnapshot(
        @Nullable String clusterId, Map<Integer, BrokerAddress> brokers, Map<String, TopicState> topics) {
    /** What is known before the first answer. */
    public static final ClusterSnapshot EMPTY = new ClusterSnapshot(null, Map.of(), Map.of());

    public ClusterSnapshot {
        // Looked up for every record: hashing beats comparing names.
        topics = Map.copyOf(topics);
    }

    /** The topic of that name, or null if it is not known. */
    public @Nullable TopicState topic(String name) {
        return topics.get(name);
    }

    /** Who leads the partition, or null if it is not known. */
    public @Nullable PartitionState partition(String topic, int partition) {
        TopicState state = topics.get(topic);
        return state == null || partition >= state.partitionCount()
                ? null
                : state.partitions().get(partition);
    }

    ClusterSnapshot withTopics(Map<String, TopicState> newTopics) {
        return new ClusterSnapshot(clusterId, brokers, newTopics);
    }

    ClusterSnapshot with(@Nullable String newClusterId, Map<Integer, BrokerAddress> newBrokers) {
        return new ClusterSnapshot(newClusterId, new TreeMap<>(newBrokers), topics);
    }
}
