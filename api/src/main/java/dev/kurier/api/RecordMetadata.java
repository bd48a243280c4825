package dev.kurier.api;

/**
 * Says where a record was written.
 *
 * @param topic the record's topic
 * @param partition the record's partition
 * @param offset the record's offset in the partition, or -1 if the broker did not tell (acks=0, or a duplicate whose
 *     metadata the broker has forgotten)
 * @param timestampMs the record's timestamp in milliseconds since 1970: the producer's, or the broker's if the topic is
 *     set to {@code LogAppendTime}
 * @param serializedKeySize bytes of the key, or -1 without one
 * @param serializedValueSize bytes of the value, or -1 for a tombstone
 */
public record RecordMetadata(
        String topic, int partition, long offset, long timestampMs, int serializedKeySize, int serializedValueSize) {
    /** Tells whether the offset is known. */
    public boolean hasOffset() {
        return offset >= 0;
    }

    /** Which partition the record is in. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** Writes {@code topic-partition@offset}, with {@code ?} for an unknown offset. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + (hasOffset() ? Long.toString(offset) : "?");
    }
}
