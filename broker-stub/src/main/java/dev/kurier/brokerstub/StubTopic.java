package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.protocol.Uuid;
import java.util.List;

/** Refers to one topic of a {@link StubCluster}, this incarnation of it. May be used from any thread. */
public final class StubTopic {
    private final ClusterCore core;
    private final Topic topic;

    StubTopic(ClusterCore core, Topic topic) {
        this.core = core;
        this.topic = topic;
    }

    /** Returns its name. */
    public String name() {
        return topic.name();
    }

    /** Returns its id; a topic created later under the same name has another. */
    public Uuid id() {
        return topic.id();
    }

    /** Returns its partitions by index. */
    public List<StubPartition> partitions() {
        return core.ask(state -> topic.partitions().stream()
                .map(partition -> new StubPartition(core, partition))
                .toList());
    }

    /** Returns its records, partition by partition, as far as they are still kept. */
    public List<StoredRecord> records() {
        return partitions().stream()
                .flatMap(partition -> partition.records().stream())
                .toList();
    }

    /** Grows it to this many partitions. */
    public void createPartitions(int totalCount) {
        core.change(state -> state.addPartitions(topic, totalCount));
    }

    /** Deletes it and its records. */
    public void delete() {
        core.change(state -> state.deleteTopic(topic));
    }
}
