package dev.kurier.brokerstub;

import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.config.InvalidConfigException;
import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.look.PartitionBatches;
import dev.kurier.brokerstub.look.Patience;
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

    /** Returns its records, partition by partition, as far as they are still kept; can wait for more. */
    public StoredRecords records() {
        return StoredRecords.of(
                () -> "topic=" + name(),
                () -> core.ask(state ->
                        topic.partitions().stream().map(PartitionBatches::of).toList()),
                new Patience(core));
    }

    /**
     * Returns the value in force of one of its configs, such as {@code cleanup.policy}.
     *
     * @throws IllegalArgumentException if a topic has no such config
     */
    public String config(String key) {
        TopicConfigKey row = key(key);
        return core.ask(state -> topic.configs().value(row));
    }

    /**
     * Changes one of its configs; holds for what comes from now on.
     *
     * @throws IllegalArgumentException if a topic has no such config, or it can't have this value
     */
    public void config(String key, String value) {
        TopicConfigKey row = key(key);
        core.change(state -> {
            try {
                state.configure(topic, topic.configs().with(row, value));
            } catch (InvalidConfigException e) {
                throw new IllegalArgumentException("topic=" + topic.name() + ": " + e.getMessage(), e);
            }
        });
    }

    private TopicConfigKey key(String key) {
        try {
            return topic.configs().key(key);
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; the names are Kafka's, such as cleanup.policy or max.message.bytes", e);
        }
    }

    /** Grows it to this many partitions. */
    public void createPartitions(int totalCount) {
        core.change(state -> state.addPartitions(topic, totalCount));
    }

    /**
     * Deletes it and creates it again under its name, with its configs, as many replicas and another id.
     *
     * @return the new one
     * @throws IllegalArgumentException if it can't have so many partitions; it is not deleted then
     */
    public StubTopic recreate(int partitions) {
        StubTopic[] next = new StubTopic[1];
        core.change(state -> next[0] = new StubTopic(core, state.recreateTopic(topic, partitions)));
        return next[0];
    }

    /** Deletes it and its records. */
    public void delete() {
        core.change(state -> state.deleteTopic(topic));
    }
}
