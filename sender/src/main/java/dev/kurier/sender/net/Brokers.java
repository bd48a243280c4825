package dev.kurier.sender.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the brokers of the cluster and the bootstrap servers, and turns them all.
 *
 * <p>Bootstrap servers have negative ids. Belongs to the sender's thread.
 */
public final class Brokers {
    private final NetworkEnvironment environment;
    private final Map<Integer, Broker> known = new TreeMap<>();
    private final Map<Integer, Broker> bootstrap = new TreeMap<>();

    /**
     * Makes the directory; connects to nothing yet.
     *
     * @param random shuffles the bootstrap servers: clients with one configuration should not all begin with the same server
     */
    public Brokers(
            List<BrokerAddress> bootstrapServers, NetworkEnvironment environment, RandomGenerator random, long nowNs) {
        this.environment = environment;
        List<BrokerAddress> shuffled = new ArrayList<>(bootstrapServers);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        for (int i = 0; i < shuffled.size(); i++) {
            int id = -1 - i;
            bootstrap.put(id, new Broker(id, shuffled.get(i), environment, nowNs));
        }
    }

    /** The broker of that id, or null if metadata does not know it. */
    public @Nullable Broker get(int id) {
        return known.get(id);
    }

    /** The cluster's brokers as metadata knows them, by id. */
    public Collection<Broker> known() {
        return known.values();
    }

    /** The bootstrap servers, in the order in which they are tried. */
    public Collection<Broker> bootstrap() {
        return ((TreeMap<Integer, Broker>) bootstrap).descendingMap().values();
    }

    /** Learns of a broker, or of its new address. */
    public void learn(int id, BrokerAddress address, @Nullable String clusterId, long nowNs) {
        Broker broker = known.computeIfAbsent(id, fresh -> new Broker(fresh, address, environment, nowNs));
        broker.moveTo(address, nowNs);
        broker.expectCluster(clusterId);
    }

    /** Forgets the brokers that the cluster no longer has. */
    public void keepOnly(Collection<Integer> ids, long nowNs) {
        for (Broker broker : List.copyOf(known.values())) {
            if (!ids.contains(broker.id())) {
                known.remove(broker.id());
                broker.dismiss("the broker left the cluster", nowNs);
            }
        }
    }

    /** Does what can be done now on every connection. */
    public void poll(long nowNs) {
        for (Broker broker : known.values().toArray(Broker[]::new)) {
            broker.poll(nowNs);
        }
        bootstrap.values().forEach(broker -> broker.poll(nowNs));
        environment.metrics().inFlight(inFlightCount());
    }

    /** How long until {@link #poll} has to look again even if nothing arrives; {@code Long.MAX_VALUE} for never. */
    public long nextDelayNs(long nowNs) {
        long delayNs = Long.MAX_VALUE;
        for (Broker broker : known.values()) {
            delayNs = Math.min(delayNs, broker.nextDelayNs(nowNs));
        }
        for (Broker broker : bootstrap.values()) {
            delayNs = Math.min(delayNs, broker.nextDelayNs(nowNs));
        }
        return delayNs;
    }

    /** Gives connections and requests under way more time: the process did not run for so long. */
    public void extendDeadlines(long byNs) {
        known.values().forEach(broker -> broker.extendDeadlines(byNs));
        bootstrap.values().forEach(broker -> broker.extendDeadlines(byNs));
    }

    /** Closes the connections to bootstrap servers that nobody waits on; the cluster's own brokers serve from now on. */
    public void dismissBootstrap(long nowNs) {
        bootstrap.values().stream()
                .filter(broker -> !broker.isReady() || broker.inFlightCount() == 0)
                .forEach(broker -> broker.dismiss("no longer needed", nowNs));
    }

    /** Ends every connection, then throws what the first has thrown that did; may be repeated. */
    public void close(String reason, long nowNs) {
        Throwable thrown = null;
        for (Broker broker : known.values()) {
            thrown = close(broker, reason, nowNs, thrown);
        }
        for (Broker broker : bootstrap.values()) {
            thrown = close(broker, reason, nowNs, thrown);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    @SuppressWarnings("CatchThrowable") // one connection that can't be ended must not keep the others open
    private static @Nullable Throwable close(Broker broker, String reason, long nowNs, @Nullable Throwable before) {
        try {
            broker.dismiss(reason, nowNs);
            return before;
        } catch (Throwable e) {
            return before == null ? e : before;
        }
    }

    private int inFlightCount() {
        int count = 0;
        for (Broker broker : known.values()) {
            count += broker.inFlightCount();
        }
        return count;
    }
}
