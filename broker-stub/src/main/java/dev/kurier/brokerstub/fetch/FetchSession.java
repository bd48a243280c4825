package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.fetch.SessionPartition.Key;
import dev.kurier.protocol.fetch.FetchRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers, for one client, which partitions it reads and from where (KIP-227). */
final class FetchSession {
    /** The epoch of the request that opens a session. */
    static final int OPENS = 0;

    /** The epoch of a request that closes its session, or asks without one. */
    static final int CLOSES = -1;

    private final int id;
    private final boolean usesTopicIds;
    private final long openedNs;
    private final Map<Key, SessionPartition> partitions;
    private int epoch = nextEpoch(OPENS);
    private long lastUsedNs;
    private boolean evictable;

    FetchSession(int id, boolean usesTopicIds, Map<Key, SessionPartition> partitions, long nowNs) {
        this.id = id;
        this.usesTopicIds = usesTopicIds;
        this.openedNs = nowNs;
        this.lastUsedNs = nowNs;
        this.partitions = new LinkedHashMap<>(partitions);
    }

    /** Collects what a request names, in its order. */
    static Map<Key, SessionPartition> partitionsOf(List<FetchRequest.Topic> topics) {
        Map<Key, SessionPartition> partitions = new LinkedHashMap<>();
        add(partitions, topics);
        return partitions;
    }

    static List<Key> keysOf(FetchRequest.ForgottenTopic topic) {
        return topic.partitions().stream()
                .map(index -> new Key(topic.name(), topic.topicId(), index))
                .toList();
    }

    /** Returns the epoch that follows; behind the largest comes 1. */
    static int nextEpoch(int epoch) {
        return epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
    }

    int id() {
        return id;
    }

    /** The epoch that the next request must name. */
    int epoch() {
        return epoch;
    }

    boolean usesTopicIds() {
        return usesTopicIds;
    }

    long lastUsedNs() {
        return lastUsedNs;
    }

    /** Tells whether it was long open when it was last used, and so must make room for a larger one. */
    boolean isEvictable() {
        return evictable;
    }

    /** What is read, in the order of reading. */
    Collection<SessionPartition> partitions() {
        return Collections.unmodifiableCollection(partitions.values());
    }

    /** Takes over what a request adds, changes and drops. */
    void update(List<FetchRequest.Topic> changed, List<FetchRequest.ForgottenTopic> forgotten) {
        add(partitions, changed);
        forgotten.forEach(topic -> keysOf(topic).forEach(partitions::remove));
    }

    /** Notes that it is used, and that its next request must name the next epoch. */
    void used(long nowNs, long evictableAfterNs) {
        lastUsedNs = nowNs;
        evictable = nowNs - openedNs > evictableAfterNs;
        epoch = nextEpoch(epoch);
    }

    /** Reads a partition last from now on: others shall have their turn at the bytes of an answer. */
    void moveToEnd(SessionPartition partition) {
        if (partitions.remove(partition.key(), partition)) {
            partitions.put(partition.key(), partition);
        }
    }

    private static void add(Map<Key, SessionPartition> partitions, List<FetchRequest.Topic> topics) {
        for (FetchRequest.Topic topic : topics) {
            for (FetchRequest.Partition wanted : topic.partitions()) {
                Key key = new Key(topic.name(), topic.topicId(), wanted.index());
                SessionPartition known = partitions.putIfAbsent(key, new SessionPartition(key, wanted));
                if (known != null) {
                    known.wanted(wanted);
                }
            }
        }
    }
}
