package dev.kurier.sender.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Knows which topics are worth asking for: those written to, and those wished for that are not known yet.
 *
 * <p>A wish lasts longer than the caller may wait, as one that may not wait at all wants to find the topic the next time.
 * But it does not last for ever: a name that does not exist would be asked for without end. Belongs to the sender's thread.
 */
final class TopicsInUse {
    /** Longer than a cluster takes to create a topic that is written to for the first time. */
    private static final long WISH_NS = TimeUnit.SECONDS.toNanos(10);

    private final long maxIdleNs;
    private final Map<String, Long> usedNs = new TreeMap<>();
    private final Map<String, Long> wishedNs = new TreeMap<>();

    /**
     * Makes it; no topic is in use.
     *
     * @param maxIdleNs after how long without use a topic is forgotten
     */
    TopicsInUse(long maxIdleNs) {
        this.maxIdleNs = maxIdleNs;
    }

    /** Takes note that a topic is written to. */
    void use(String topic, long nowNs) {
        usedNs.put(topic, nowNs);
    }

    /** Takes note that a topic is wished for; the same as {@link #use}, and it is missing until it is answered for. */
    void wish(String topic, long nowNs) {
        use(topic, nowNs);
        wishedNs.put(topic, nowNs);
    }

    /** Ends the wish for a topic: it is known now, or refused. */
    void answered(String topic) {
        wishedNs.remove(topic);
    }

    /** Takes note that nobody cares for a topic any more. */
    void forget(String topic) {
        usedNs.remove(topic);
        wishedNs.remove(topic);
    }

    /**
     * Forgets topics that were not used for long.
     *
     * @param stillUsed tells that a topic is in use though nobody said so lately
     */
    void forgetIdle(Predicate<String> stillUsed, long nowNs) {
        usedNs.replaceAll((topic, sinceNs) -> stillUsed.test(topic) ? nowNs : sinceNs);
        usedNs.values().removeIf(sinceNs -> nowNs - sinceNs >= maxIdleNs);
    }

    /** Forgets wishes that were not repeated. */
    void forgetOldWishes(long nowNs) {
        wishedNs.values().removeIf(sinceNs -> nowNs - sinceNs >= WISH_NS);
    }

    /** Tells whether a wish for the topic is open. */
    boolean isWished(String topic) {
        return wishedNs.containsKey(topic);
    }

    /** The topics wished for, in the order of their names. */
    Set<String> wished() {
        return wishedNs.keySet();
    }

    /** All topics, in the order of their names. */
    List<String> names() {
        return List.copyOf(usedNs.keySet());
    }
}
