package dev.kurier.sender.cluster;

import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whom to ask for metadata: the least busy broker that can answer now, or one to connect to.
 *
 * <p>One that has not finished its handshake after a short head start is not waited for: the next is connected to as well.
 * Known brokers come first. Bootstrap servers are asked while no broker is known, and again when none of the known
 * ones can be reached (KIP-899). Belongs to the sender's thread.
 */
final class BrokerChoice {
    private static final int PROBLEMS_SHOWN = 3;

    private final Brokers brokers;
    private final boolean rebootstrap;
    private final Set<Broker> doubted = new HashSet<>();
    private int turn;

    BrokerChoice(Brokers brokers, boolean rebootstrap) {
        this.brokers = brokers;
        this.rebootstrap = rebootstrap;
    }

    /** Takes note that the last choice did not answer. */
    void failed() {
        turn++;
    }

    /** Prefers brokers other than this one, until one of them has answered: what it says may be outdated. */
    void askElsewhere(Broker broker) {
        doubted.add(broker);
    }

    void trustAll() {
        doubted.clear();
    }

    /** The broker to ask now, or null while a connection is being made. */
    @Nullable
    Broker next(long nowNs) {
        List<Broker> candidates = candidates();
        Broker ready = candidates.stream()
                .filter(broker -> broker.canSend(nowNs))
                .min(Comparator.<Broker>comparingInt(broker -> doubted.contains(broker) ? 1 : 0)
                        .thenComparingInt(Broker::inFlightCount))
                .orElse(null);
        if (ready != null && doubted.contains(ready) && awaitsAnother(nowNs)) {
            return null;
        }
        if (ready == null && headStartNs(candidates, nowNs) == 0) {
            connectOne(nowNs);
        }
        return ready;
    }

    /** Why none of the brokers responds, or null if one may still. */
    @Nullable
    String problem(long nowNs) {
        List<Broker> candidates = candidates();
        if (candidates.stream().anyMatch(Broker::isReady)) {
            return null;
        }
        String all = candidates.stream()
                .map(broker -> broker.problem(nowNs))
                .filter(Objects::nonNull)
                .limit(PROBLEMS_SHOWN)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? null : all;
    }

    /** How long until another connection may be tried; {@code Long.MAX_VALUE} if all are tried already. */
    long nextDelayNs(long nowNs) {
        List<Broker> candidates = candidates();
        long backoffNs = Stream.concat(brokers.known().stream(), bootstrapInReserve().stream())
                .filter(broker -> !broker.isConnecting())
                .mapToLong(broker -> broker.reconnectDelayNs(nowNs))
                .min()
                .orElse(Long.MAX_VALUE);
        if (candidates.stream().anyMatch(Broker::isReady)) {
            return Long.MAX_VALUE;
        }
        // Once an attempt is overdue, whoever waits for metadata is told so.
        long overdueNs = candidates.stream()
                .mapToLong(broker -> broker.overdueDelayNs(nowNs))
                .filter(delayNs -> delayNs > 0)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(overdueNs, Math.max(backoffNs, headStartNs(candidates, nowNs)));
    }

    /** How long the newest attempt to connect is still waited for before the next begins. */
    private static long headStartNs(List<Broker> candidates, long nowNs) {
        return candidates.stream()
                .mapToLong(broker -> broker.setupAgeNs(nowNs))
                .filter(ageNs -> ageNs >= 0)
                .map(ageNs -> Math.max(0, Broker.HEAD_START_NS - ageNs))
                .max()
                .orElse(0);
    }

    /** Tells whether a connection to a broker that is not doubted is being made, or begins one. */
    private boolean awaitsAnother(long nowNs) {
        for (Broker broker : brokers.known()) {
            if (!doubted.contains(broker) && !broker.isReady() && (broker.isConnecting() || broker.mayConnect(nowNs))) {
                broker.want();
                return true;
            }
        }
        return false;
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
        Broker chosen = known != null ? known : pick(bootstrapInReserve(), nowNs);
        if (chosen != null) {
            chosen.want();
        }
    }

    /** The bootstrap servers that may be connected to now: not while a known broker is being connected to. */
    private Collection<Broker> bootstrapInReserve() {
        boolean allowed = brokers.known().isEmpty()
                || (rebootstrap && brokers.known().stream().noneMatch(Broker::isConnecting));
        return allowed ? brokers.bootstrap() : List.of();
    }

    private @Nullable Broker pick(Collection<Broker> from, long nowNs) {
        List<Broker> list = List.copyOf(from);
        for (int i = 0; i < list.size(); i++) {
            Broker broker = list.get(Math.floorMod(turn + i, list.size()));
            if (!broker.isConnecting() && broker.mayConnect(nowNs)) {
                turn++;
                return broker;
            }
        }
        return null;
    }
}
