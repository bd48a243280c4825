package dev.kurier.sender.cluster;

import dev.kurier.api.PartitionInfo;
import dev.kurier.api.TopicPartition;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a topic's new state of an answer and of what was known before; pure functions.
 *
 * <p>Within one topic id leadership never goes back: a broker that lags behind may still name an old leader.
 */
final class MetadataMerge {
    private MetadataMerge() {}

    /**
     * The topic's new state, or null if the answer names no usable partitions.
     *
     * @param id the topic's id, see {@link TopicIds}
     * @param racks the rack of each broker that has one, by id
     */
    static @Nullable TopicState merge(
            MetadataResponse.Topic answer,
            String name,
            Uuid id,
            @Nullable TopicState before,
            Map<Integer, String> racks) {
        List<MetadataResponse.Partition> partitions = answer.partitions().stream()
                .sorted(Comparator.comparingInt(MetadataResponse.Partition::index))
                .toList();
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).index() != i) {
                return null;
            }
        }
        if (partitions.isEmpty()) {
            return null;
        }
        TopicState same = before != null && before.id().equals(id) ? before : null;
        return new TopicState(
                name,
                id,
                partitions.stream()
                        .map(partition -> newer(fresh(name, partition, racks), same))
                        .toList());
    }

    private static PartitionState fresh(
            String topic, MetadataResponse.Partition partition, Map<Integer, String> racks) {
        // An election without a result leaves an epoch behind but no leader to send to.
        int leader = partition.leaderId();
        return new PartitionState(
                leader,
                partition.leaderEpoch(),
                0,
                racks.get(leader),
                new PartitionInfo(
                        new TopicPartition(topic, partition.index()),
                        leader,
                        partition.leaderEpoch(),
                        partition.replicas(),
                        partition.inSyncReplicas()));
    }

    private static PartitionState newer(PartitionState fresh, @Nullable TopicState before) {
        int partition = fresh.info().topicPartition().partition();
        if (before == null || partition >= before.partitionCount()) {
            return fresh;
        }
        return before.partitions().get(partition).after(fresh);
    }
}
