package dev.kurier.sender.cluster;

import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whom to ask for metadata: the least busy broker that can answer now, or one to connect to.
 *
 * <p>Known brokers come first. Bootstrap servers are asked while no broker is known, and again when none of the known
 * ones can be reached (KIP-899). Belongs to the sender's thread.
 */
final class BrokerChoice {
    private final Brokers brokers;
    private final boolean rebootstrap;
    private int turn;

    BrokerChoice(Brokers brokers, boolean rebootstrap) {
        this.brokers = brokers;
        this.rebootstrap = rebootstrap;
    }

    /** Takes note that the last choice did not answer. */
    void failed() {
        turn++;
    }

    /** The broker to ask now, or null while a connection is being made. */
    @Nullable
    Broker next(long nowNs) {
        List<Broker> candidates = candidates();
        Broker ready = candidates.stream()
                .filter(broker -> broker.canSend(nowNs))
                .min(Comparator.comparingInt(Broker::inFlightCount))
                .orElse(null);
        if (ready == null && candidates.stream().noneMatch(BrokerChoice::isUnderWay)) {
            connectOne(nowNs);
        }
        return ready;
    }

    /** How long until a connection may be tried; {@code Long.MAX_VALUE} if one is being made. */
    long nextDelayNs(long nowNs) {
        List<Broker> candidates = candidates();
        boolean busy = candidates.stream().anyMatch(broker -> broker.isConnecting());
        return busy
                ? Long.MAX_VALUE
                : candidates.stream()
                        .mapToLong(broker -> broker.reconnectDelayNs(nowNs))
                        .min()
                        .orElse(Long.MAX_VALUE);
    }

    /** Without rebootstrapping nobody but the known brokers counts, once there are any. */
    private List<Broker> candidates() {
        List<Broker> candidates = new ArrayList<>(brokers.known());
        if (rebootstrap || candidates.isEmpty()) {
            candidates.addAll(brokers.bootstrap());
        }
        return candidates;
    }

    private void connectOne(long nowNs) {
        Broker known = pick(brokers.known(), nowNs);
        if (known != null) {
            known.want();
            return;
        }
        if (rebootstrap || brokers.known().isEmpty()) {
            Broker bootstrap = pick(brokers.bootstrap(), nowNs);
            if (bootstrap != null) {
                bootstrap.want();
            }
        }
    }

    private @Nullable Broker pick(Collection<Broker> from, long nowNs) {
        List<Broker> list = List.copyOf(from);
        for (int i = 0; i < list.size(); i++) {
            Broker broker = list.get(Math.floorMod(turn + i, list.size()));
            if (broker.mayConnect(nowNs)) {
                turn++;
                return broker;
            }
        }
        return null;
    }

    private static boolean isUnderWay(Broker broker) {
        return broker.isConnecting() && !broker.isReady();
    }
}
