package dev.kurier.sender.cluster;

import dev.kurier.protocol.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Says under whom a partition is written: what is known of one log is not known of the next, be it another leader's or that
 * of a topic that was created again.
 *
 * @param topicId the topic's id; {@link Uuid#ZERO} if it is not known or brokers don't tell
 * @param leader the broker, or -1 if none is known
 * @param leaderEpoch its epoch, or -1 if brokers don't tell
 */
public record Leadership(Uuid topicId, int leader, int leaderEpoch) {
    /** Nothing is known. */
    public static final Leadership NONE = new Leadership(Uuid.ZERO, -1, -1);

    /** Reads it from what is known of a topic, if anything is. */
    public static Leadership of(@Nullable TopicState topic, int partition) {
        if (topic == null) {
            return NONE;
        }
        if (partition >= topic.partitionCount()) {
            return new Leadership(topic.id(), -1, -1);
        }
        PartitionState state = topic.partitions().get(partition);
        return new Leadership(topic.id(), state.leader(), state.leaderEpoch());
    }
}
