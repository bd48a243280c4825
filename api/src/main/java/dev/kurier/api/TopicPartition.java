package dev.kurier.api;

import java.util.Objects;

/**
 * Names one partition of a topic.
 *
 * @param topic the topic's name
 * @param partition the partition's number, from 0
 */
public record TopicPartition(String topic, int partition) {
    public TopicPartition {
        Objects.requireNonNull(topic, "topic");
    }

    /** Writes {@code topic-partition}, as Kafka's own tools do. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
