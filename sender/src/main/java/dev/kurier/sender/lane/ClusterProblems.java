package dev.kurier.sender.lane;

import org.jspecify.annotations.Nullable;

/** Knows what is wrong with the cluster, for the messages of records that run out of time; asked on the sender's thread. */
public interface ClusterProblems {
    /** Why the broker can't be reached, or null. */
    @Nullable
    String ofBroker(int id, long nowNs);

    /** Why the cluster does not describe the topic, or null. */
    @Nullable
    String ofTopic(String topic);
}
