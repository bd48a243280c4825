package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.config.TopicConfig;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.protocol.Uuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows one topic: its name, the id of this incarnation of it, and its partitions. */
public final class Topic {
    private final String name;
    private final Uuid id;
    private final List<Partition> partitions = new ArrayList<>();
    private TopicConfigs configs;

    Topic(String name, Uuid id, TopicConfigs configs) {
        this.name = name;
        this.id = id;
        this.configs = configs;
    }

    public String name() {
        return name;
    }

    public Uuid id() {
        return id;
    }

    /** Returns what it is configured with, and where that comes from. */
    public TopicConfigs configs() {
        return configs;
    }

    /** Returns the configs that have an effect. */
    public TopicConfig config() {
        return configs.typed();
    }

    public List<Partition> partitions() {
        return Collections.unmodifiableList(partitions);
    }

    /** Returns the partition, or null if the topic has none of that index. */
    public @Nullable Partition partition(int index) {
        return index >= 0 && index < partitions.size() ? partitions.get(index) : null;
    }

    void configs(TopicConfigs configs) {
        this.configs = configs;
    }

    void add(Partition partition) {
        partitions.add(partition);
    }
}
