package dev.kurier.sender.cluster;

import dev.kurier.protocol.Uuid;
import dev.kurier.sender.log.ContainedLog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Decides whether a topic's other id is that of a topic created again, or that of a deleted one named by a broker that lags.
 *
 * <p>Ids are random (KIP-516) and a Metadata response says nothing of its age, so one response proves nothing. An id replaces
 * another when responses of two brokers in a row name it; one that was replaced before comes back only when all brokers name it.
 * Where they can't all be asked, it is enough that no response has named the id in use for longer than a broker may lag without
 * being fenced (broker.session.timeout.ms, 9 s by default). Belongs to the sender's thread.
 */
final class TopicIds {
    private static final Logger LOG = ContainedLog.named("kurier.send");
    private static final long LONGEST_LAG_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int MAX_REPLACED = 8;

    private final Map<String, Doubt> doubts = new TreeMap<>();
    private final Map<String, Set<Uuid>> replaced = new HashMap<>();

    /**
     * Decides which id the topic has after a response.
     *
     * @param before the id in use, or null if the topic is not known
     * @param named what the response names, {@link Uuid#ZERO} if its broker does not tell
     * @param by who has answered
     * @param brokers how many brokers the cluster has
     * @return {@code named} if it is believed, else {@code before}
     */
    Uuid decide(String topic, @Nullable Uuid before, Uuid named, Object by, int brokers, long nowNs) {
        if (before == null || before.isZero() || named.equals(before)) {
            doubts.remove(topic);
            return named;
        }
        if (named.isZero()) {
            // An older broker amid newer ones: it means the topic of that name, whichever id that has.
            return before;
        }
        Doubt doubt = doubts.get(topic);
        if (doubt == null || !doubt.id.equals(named)) {
            doubt = new Doubt(named, new HashSet<>(), nowNs);
            doubts.put(topic, doubt);
        }
        doubt.namedBy.add(by);
        Set<Uuid> past = replaced.computeIfAbsent(topic, name -> new HashSet<>());
        int needed = past.contains(named) ? brokers : Math.min(2, brokers);
        if (doubt.namedBy.size() < needed && nowNs - doubt.sinceNs < LONGEST_LAG_NS) {
            return before;
        }
        LOG.warn(
                "topic '{}' was deleted and created again (id {} became {}): for records that wait, see"
                        + " kurier.topic.recreation",
                topic,
                before,
                named);
        doubts.remove(topic);
        if (past.size() >= MAX_REPLACED) {
            past.clear();
        }
        past.remove(named);
        past.add(before);
        return named;
    }

    /** Forgets topics that are no longer in use. */
    void keepOnly(Set<String> topics) {
        doubts.keySet().retainAll(topics);
        replaced.keySet().retainAll(topics);
    }

    private record Doubt(Uuid id, Set<Object> namedBy, long sinceNs) {}
}
