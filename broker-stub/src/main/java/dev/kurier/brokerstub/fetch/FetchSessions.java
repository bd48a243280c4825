package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.fetch.SessionPartition.Key;
import dev.kurier.protocol.fetch.FetchRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the fetch sessions of one broker, as long as it is up.
 *
 * <p>There are at most so many at once. When all places are taken a new session takes that of one unused for two minutes,
 * or of a smaller one that has existed for two minutes; else it isn't opened, and its client goes on without.
 */
final class FetchSessions {
    /** How long a session has a right to its place, in nanoseconds; brokers have no setting for it. */
    static final long EVICTABLE_AFTER_NS = 120_000_000_000L;

    private final Broker broker;
    private final int slots;
    private final Random ids;
    private final Map<Integer, FetchSession> sessions = new LinkedHashMap<>();
    private int starts;

    /**
     * Makes the place for a broker's sessions.
     *
     * @param slots how many there may be at once (Kafka's {@code max.incremental.fetch.session.cache.slots})
     */
    FetchSessions(Broker broker, int slots, long seed) {
        this.broker = broker;
        this.slots = slots;
        this.ids = new Random(seed + broker.id());
    }

    /** Returns the session, or null if there is none of that id. */
    @Nullable
    FetchSession find(int id) {
        forgetFormerLife();
        return sessions.get(id);
    }

    void close(int id) {
        sessions.remove(id);
    }

    /** Names what a request reads, without any effect: what it says, and what its session says if it goes on with one. */
    Set<Key> wantedBy(FetchRequest request) {
        Set<Key> wanted = new LinkedHashSet<>();
        boolean goesOn = request.sessionEpoch() > FetchSession.OPENS;
        FetchSession session = goesOn ? find(request.sessionId()) : null;
        if (session != null) {
            session.partitions().forEach(partition -> wanted.add(partition.key()));
            request.forgottenTopics().forEach(topic -> wanted.removeAll(FetchSession.keysOf(topic)));
        }
        wanted.addAll(FetchSession.partitionsOf(request.topics()).keySet());
        return wanted;
    }

    /** Opens a session for these partitions, or returns null if there is no place for it. */
    @Nullable
    FetchSession open(boolean usesTopicIds, Map<Key, SessionPartition> partitions, long nowNs) {
        forgetFormerLife();
        if (sessions.size() >= slots && !makeRoom(partitions.size(), nowNs)) {
            return null;
        }
        FetchSession session = new FetchSession(newId(), usesTopicIds, partitions, nowNs);
        sessions.put(session.id(), session);
        return session;
    }

    private boolean makeRoom(int partitionCount, long nowNs) {
        FetchSession idle = sessions.values().stream()
                .min(Comparator.comparingLong(session -> session.lastUsedNs() - nowNs))
                .filter(session -> nowNs - session.lastUsedNs() > EVICTABLE_AFTER_NS)
                .orElse(null);
        FetchSession evicted = idle != null
                ? idle
                : sessions.values().stream()
                        .filter(FetchSession::isEvictable)
                        .min(Comparator.comparingInt(
                                session -> session.partitions().size()))
                        .filter(session -> session.partitions().size() < partitionCount)
                        .orElse(null);
        return evicted != null && sessions.remove(evicted.id()) != null;
    }

    private int newId() {
        int id = ids.nextInt(Integer.MAX_VALUE - 1) + 1;
        return sessions.containsKey(id) ? newId() : id;
    }

    /** Sessions are in a broker's memory only. */
    private void forgetFormerLife() {
        if (starts != broker.starts()) {
            starts = broker.starts();
            sessions.clear();
        }
    }
}
