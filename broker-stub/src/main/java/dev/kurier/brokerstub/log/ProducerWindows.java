package dev.kurier.brokerstub.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the windows of a partition's producers: the {@link #LIMIT} that wrote last, the others are forgotten. */
final class ProducerWindows {
    /** How many producers a partition remembers. */
    static final int LIMIT = 10_000;

    private final Map<Long, ProducerWindow> byProducerId = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ProducerWindow> eldest) {
            return size() > LIMIT;
        }
    };

    /** Returns what is known of the producer, or null. */
    @Nullable
    ProducerWindow of(long producerId) {
        return byProducerId.get(producerId);
    }

    ProducerWindow ofWriter(long producerId) {
        return byProducerId.computeIfAbsent(producerId, id -> new ProducerWindow());
    }

    void forget(Set<Long> producerIds) {
        byProducerId.keySet().removeAll(producerIds);
    }

    /** Forgets every producer, as a broker does that lost its snapshots. */
    void forget() {
        byProducerId.clear();
    }
}
