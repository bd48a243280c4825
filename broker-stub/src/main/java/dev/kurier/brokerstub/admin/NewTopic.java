package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.config.InvalidConfigException;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.createtopics.CreateTopicsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Is a topic as it is to be, checked.
 *
 * @param assignment the replicas of each partition
 */
record NewTopic(List<List<Integer>> assignment, TopicConfigs configs) {
    private static final int BROKERS_DEFAULT = -1;

    /** Checks what was asked for, in the order in which a controller does. */
    static NewTopic of(ClusterState state, CreateTopicsRequest.Topic wanted) throws Refusal {
        TopicRules.checkName(state, wanted.name());
        TopicRules.checkFree(state, wanted.name());
        TopicConfigs configs = configs(state.brokerConfigs(), wanted);
        return new NewTopic(wanted.assignments().isEmpty() ? dealt(state, wanted) : manual(state, wanted), configs);
    }

    /** Returns how many partitions it would have, before anything is checked. */
    static int partitions(ClusterState state, CreateTopicsRequest.Topic wanted) {
        if (!wanted.assignments().isEmpty()) {
            return wanted.assignments().size();
        }
        int count = wanted.partitionCount();
        return count == BROKERS_DEFAULT ? state.settings().defaultPartitions() : Math.max(0, count);
    }

    private static void checkNotCounted(String what, int count) throws Refusal {
        if (count != BROKERS_DEFAULT) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "A manual partition assignment was specified, but " + what + " was not set to -1.");
        }
    }

    private static TopicConfigs configs(TopicConfigs brokers, CreateTopicsRequest.Topic wanted) throws Refusal {
        TopicConfigs configs = brokers;
        try {
            for (CreateTopicsRequest.Config config : wanted.configs()) {
                String value = config.value();
                if (value == null) {
                    throw new InvalidConfigException("Null value not supported for topic configs: " + config.name());
                }
                configs = configs.with(configs.key(config.name()), value);
            }
            return configs;
        } catch (InvalidConfigException e) {
            throw new Refusal(ErrorCode.INVALID_CONFIG, e.getMessage());
        }
    }

    private static List<List<Integer>> dealt(ClusterState state, CreateTopicsRequest.Topic wanted) throws Refusal {
        int partitions = wanted.partitionCount();
        int replicas = wanted.replicationFactor();
        if (replicas != BROKERS_DEFAULT && replicas <= 0) {
            throw new Refusal(
                    ErrorCode.INVALID_REPLICATION_FACTOR, RefusalWords.of(state).noReplicas());
        }
        if (partitions != BROKERS_DEFAULT && partitions <= 0) {
            throw new Refusal(
                    ErrorCode.INVALID_PARTITIONS, RefusalWords.of(state).noPartitions());
        }
        int brokers = state.brokers().size();
        if (replicas > brokers) {
            throw new Refusal(
                    ErrorCode.INVALID_REPLICATION_FACTOR, RefusalWords.of(state).tooManyReplicas(replicas, brokers));
        }
        return state.assign(
                partitions == BROKERS_DEFAULT ? state.settings().defaultPartitions() : partitions,
                replicas == BROKERS_DEFAULT ? state.settings().replicationFactor() : replicas);
    }

    private static List<List<Integer>> manual(ClusterState state, CreateTopicsRequest.Topic wanted) throws Refusal {
        if (!state.settings().release().isBefore(Release.KAFKA_3_9)) {
            checkNotCounted("replication factor", wanted.replicationFactor());
            checkNotCounted("numPartitions", wanted.partitionCount());
        }
        SortedMap<Integer, List<Integer>> byIndex = new TreeMap<>();
        for (CreateTopicsRequest.Assignment assignment : wanted.assignments()) {
            TopicRules.checkReplicas(state, assignment.brokerIds());
            if (byIndex.put(assignment.index(), assignment.brokerIds()) != null) {
                throw TopicRules.assignment(
                        "Found multiple manual partition assignments for partition " + assignment.index());
            }
        }
        if (byIndex.firstKey() != 0 || byIndex.lastKey() != byIndex.size() - 1) {
            throw TopicRules.assignment("partitions should be a consecutive 0-based integer sequence");
        }
        int replicas = byIndex.values().iterator().next().size();
        for (List<Integer> brokers : byIndex.values()) {
            if (brokers.size() != replicas) {
                throw TopicRules.assignment("The manual partition assignment includes a partition with "
                        + brokers.size() + " replica(s), but this is not consistent with previous partitions, which"
                        + " have " + replicas + " replica(s).");
            }
        }
        return new ArrayList<>(byIndex.values());
    }
}
