package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.brokerstub.cluster.PartitionView;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.util.ArrayList;
import java.util.List;

/** Puts the cluster's state into the words of a Metadata answer. */
final class MetadataView {
    /** Every operation on a topic, as a bit field of ACL operation codes: 3 to 8, 10 and 11. */
    private static final int ALL_TOPIC_OPERATIONS = 0b1101_1111_1000;

    /** Every operation on a cluster: 5, 7 to 12. */
    private static final int ALL_CLUSTER_OPERATIONS = 0b1_1111_1010_0000;

    private final ClusterState state;
    private final RequestFaults faults;
    private final boolean withTopicOperations;
    private final int brokerId;
    private final long nowNs;

    MetadataView(Asked asked, ClusterState state, RequestFaults faults, boolean withTopicOperations) {
        this.brokerId = asked.brokerId();
        this.nowNs = asked.nowNs();
        this.state = state;
        this.faults = faults;
        this.withTopicOperations = withTopicOperations;
    }

    /** Says which broker was asked, and when: it may be behind. */
    record Asked(int brokerId, long nowNs) {}

    List<MetadataResponse.Broker> brokers() {
        return state.liveBrokers().stream()
                .filter(broker -> !broker.isHidden())
                .map(broker -> new MetadataResponse.Broker(broker.id(), broker.host(), broker.port(), broker.rack()))
                .toList();
    }

    int clusterOperations(boolean wanted) {
        return wanted ? ALL_CLUSTER_OPERATIONS : MetadataResponse.OPERATIONS_OMITTED;
    }

    MetadataResponse.Topic topic(Topic topic) {
        List<MetadataResponse.Partition> partitions = new ArrayList<>();
        for (Partition partition : topic.partitions()) {
            ResultFault fault = faults.at(topic.name(), partition.index());
            if (!fault.omits()) {
                partitions.add(partition(partition, fault));
            }
        }
        int operations = withTopicOperations ? ALL_TOPIC_OPERATIONS : MetadataResponse.OPERATIONS_OMITTED;
        return new MetadataResponse.Topic(
                ErrorCode.NONE.code(), topic.name(), topic.id(), false, partitions, operations);
    }

    private MetadataResponse.Partition partition(Partition partition, ResultFault fault) {
        PartitionView told = partition.toldBy(brokerId, nowNs);
        boolean leaderless = told.leaderId() == Partition.NO_LEADER;
        ErrorCode error = leaderless ? ErrorCode.LEADER_NOT_AVAILABLE : ErrorCode.NONE;
        return new MetadataResponse.Partition(
                (fault.hasError() ? fault.error() : error).code(),
                partition.index(),
                told.leaderId(),
                told.leaderEpoch(),
                told.replicas(),
                told.inSyncReplicas(),
                told.replicas().stream().filter(id -> !state.isOnline(id)).toList());
    }
}
