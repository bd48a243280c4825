package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.cluster.TopicName;
import dev.kurier.protocol.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows what a broker demands of topics: names, counts, replicas. */
final class TopicRules {
    /** How many partitions one request may make, in all of its topics; of 2.8, which had no bound, it is the stub's own. */
    static final int MOST_NEW_PARTITIONS = ClusterState.MOST_NEW_PARTITIONS;

    private TopicRules() {}

    /** Refuses a request, all of it, that makes too many partitions. */
    static void checkPartitions(long total, String kind) throws Refusal {
        if (total > MOST_NEW_PARTITIONS) {
            throw new Refusal(ErrorCode.POLICY_VIOLATION, "Excessively large number of " + kind + " per request.");
        }
    }

    /** Refuses a request, all of it, of which a controller would write too many records: each topic and config is one, too. */
    static void checkRecords(long records) throws Refusal {
        if (records > MOST_NEW_PARTITIONS) {
            throw new Refusal(ErrorCode.POLICY_VIOLATION, "Unable to perform excessively large batch operation.");
        }
    }

    /** Checks that a name is legal. */
    static void checkName(ClusterState state, String name) throws Refusal {
        if (!TopicName.isLegal(name)) {
            throw new Refusal(
                    ErrorCode.INVALID_TOPIC_EXCEPTION, RefusalWords.of(state).illegalName(name));
        }
    }

    /** Checks that a new name is free, and can't be confused with another in the names of metrics. */
    static void checkFree(ClusterState state, String name) throws Refusal {
        Topic rival = state.rivalOf(name);
        if (rival == null) {
            return;
        }
        throw rival.name().equals(name)
                ? new Refusal(ErrorCode.TOPIC_ALREADY_EXISTS, "Topic '" + name + "' already exists.")
                : new Refusal(
                        ErrorCode.INVALID_TOPIC_EXCEPTION,
                        "Topic '" + name + "' collides with existing topic: " + rival.name());
    }

    /** Checks the replicas of one partition. */
    static void checkReplicas(ClusterState state, List<Integer> replicas) throws Refusal {
        if (replicas.isEmpty()) {
            throw assignment("The manual partition assignment includes an empty replica list.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int replica : replicas) {
            if (state.broker(replica) == null) {
                throw assignment("The manual partition assignment includes broker " + replica
                        + ", but no such broker is registered.");
            }
            if (!seen.add(replica)) {
                throw assignment("The manual partition assignment includes the broker " + replica + " more than once.");
            }
        }
    }

    /** Returns a topic that must exist. */
    static Topic require(ClusterState state, String name) throws Refusal {
        Topic topic = state.topic(name);
        if (topic == null) {
            throw new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null);
        }
        return topic;
    }

    static Refusal assignment(String message) {
        return new Refusal(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message);
    }
}
