package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.log.LogSettings;
import dev.kurier.brokerstub.release.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a cluster was built with.
 *
 * @param release which release of Kafka its brokers answer as
 * @param brokers how many brokers there are, 1 and up; their ids count from 1
 * @param racks the rack of each broker, in the order of their ids; empty if they have none
 * @param rackAwareReplicaSelector whether consumers are sent to a replica in their rack (Kafka's {@code
 *     replica.selector.class})
 * @param addresses where brokers listen, and what they advertise
 * @param clusterId what the cluster calls itself
 * @param seed everything random comes from it
 * @param autoCreateTopics whether a Metadata request may create the topics it names
 * @param defaultPartitions partitions of a topic that is created by asking for it
 * @param replicationFactor replicas a partition gets, at most as many as there are brokers
 * @param minInsyncReplicas replicas that must be in sync for acks=all (Kafka's {@code min.insync.replicas})
 * @param replicaLagTimeNs how long a replica in sync may miss something (Kafka's {@code replica.lag.time.max.ms})
 * @param uncleanLeaderElection whether a replica out of sync may lead if none in sync can
 * @param fetchSessionSlots how many fetch sessions a broker keeps (Kafka's {@code
 *     max.incremental.fetch.session.cache.slots})
 * @param strict whether brokers hang up on requests with unknown tags or bytes behind them, which Kafka's take
 * @param log what holds for every partition's log
 */
public record ClusterSettings(
        Release release,
        int brokers,
        List<String> racks,
        boolean rackAwareReplicaSelector,
        BrokerAddresses addresses,
        String clusterId,
        long seed,
        boolean autoCreateTopics,
        int defaultPartitions,
        int replicationFactor,
        int minInsyncReplicas,
        long replicaLagTimeNs,
        boolean uncleanLeaderElection,
        int fetchSessionSlots,
        boolean strict,
        LogSettings log) {
    /** The broker's rack (Kafka's {@code broker.rack}), or null if it has none. */
    public @Nullable String rack(int brokerId) {
        return racks.isEmpty() ? null : racks.get(brokerId - 1);
    }
}
