package dev.kurier.sender.produce;

import dev.kurier.api.TopicPartition;
import dev.kurier.protocol.NodeEndpoint;

/** Is told what produce answers reveal about the cluster. */
interface ClusterWatch {
    /** Wants the metadata of the topics in use anew; soon, but not more often than the back-off allows. */
    void requestRefresh(long nowNs);

    /** Learns of a partition's new leader from the broker that is not it any more (KIP-951). */
    void learnLeader(TopicPartition partition, int leader, int leaderEpoch, long nowNs);

    /** Learns where a broker listens. */
    void learnEndpoint(NodeEndpoint endpoint, long nowNs);
}
