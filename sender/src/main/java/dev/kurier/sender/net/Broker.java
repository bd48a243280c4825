package dev.kurier.sender.net;

import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.transport.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keeps one broker reachable: resolves, connects, backs off, replaces connections that ran late.
 *
 * <p>Has at most one connection that takes requests; older ones may still wait for answers. Belongs to the sender's thread.
 */
public final class Broker {
    private static final Logger LOG = ContainedLog.named("kurier.send");
    private static final long REMINDER_NS = TimeUnit.MINUTES.toNanos(1);

    /** A connection takes milliseconds; one that is wanted for longer without success is no news but an outage. */
    private static final long OVERDUE_NS = TimeUnit.SECONDS.toNanos(1);

    /** How long one attempt to connect is waited for before another broker is tried as well, as in RFC 8305. */
    public static final long HEAD_START_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final int id;
    private final NetworkEnvironment environment;
    private final SetupTimeouts setupTimeouts;
    private final List<BrokerConnection> retiring = new ArrayList<>();
    private BrokerAddress address;
    private NameResolver.@Nullable Resolution resolution;
    private @Nullable BrokerConnection connection;
    private @Nullable String clusterId;
    private @Nullable String lastFailure;
    private boolean wanted;
    private int failures;
    private long failingSinceNs;
    private long lastFailureNs;
    private long lastReminderNs;
    private long notBeforeNs;
    private long setupDeadlineNs;
    private long setupStartNs;
    private boolean awaited;
    private long awaitedSinceNs;
    private int nextAddress;

    Broker(int id, BrokerAddress address, NetworkEnvironment environment, long nowNs) {
        this.id = id;
        this.address = address;
        this.environment = environment;
        this.setupTimeouts = new SetupTimeouts(environment.settings());
        this.notBeforeNs = nowNs;
    }

    /** The broker's id; negative for a bootstrap server. */
    public int id() {
        return id;
    }

    /** Where it listens. */
    public BrokerAddress address() {
        return address;
    }

    /** How many connections or attempts have failed since the last success. */
    public int failures() {
        return failures;
    }

    /** Why the broker can't be reached, with address and times, for messages; null if nothing is wrong with it. */
    public @Nullable String problem(long nowNs) {
        if (lastFailure != null) {
            return this + " is unavailable: " + lastFailure + " (" + failures + " failure(s) in "
                    + TimeUnit.NANOSECONDS.toMillis(nowNs - failingSinceNs) + " ms, the last "
                    + TimeUnit.NANOSECONDS.toMillis(nowNs - lastFailureNs) + " ms ago)";
        }
        String awaits = connection == null ? "its name is not resolved yet" : connection.awaits();
        return overdueDelayNs(nowNs) > 0 || awaits == null
                ? null
                : this + " is not reached: " + awaits + " after "
                        + TimeUnit.NANOSECONDS.toMillis(nowNs - awaitedSinceNs) + " ms";
    }

    /** Tells whether a request could go now. */
    public boolean canSend(long nowNs) {
        return connection != null && connection.canSend(nowNs);
    }

    /** Tells whether a connection stands or is being made. */
    public boolean isConnecting() {
        return connection != null || resolution != null;
    }

    /** Tells whether a connection stands and versions are agreed on. */
    public boolean isReady() {
        return connection != null && connection.isReady();
    }

    /** For how long the present attempt to connect has lasted; negative if there is none. */
    public long setupAgeNs(long nowNs) {
        return isConnecting() && !isReady() ? Math.max(0, nowNs - setupStartNs) : -1;
    }

    /** How long until a connection will have been wanted for too long; {@code Long.MAX_VALUE} if none is wanted, or one is ready. */
    public long overdueDelayNs(long nowNs) {
        return awaited ? Math.max(0, awaitedSinceNs - nowNs + OVERDUE_NS) : Long.MAX_VALUE;
    }

    /** Tells whether a connection may be tried now. */
    public boolean mayConnect(long nowNs) {
        return nowNs - notBeforeNs >= 0;
    }

    /** How long until a connection may be tried, in nanoseconds. */
    public long reconnectDelayNs(long nowNs) {
        return Math.max(0, notBeforeNs - nowNs);
    }

    /** How many requests wait for answers on the connection in use. */
    public int inFlightCount() {
        return connection == null ? 0 : connection.inFlightCount();
    }

    /** The version that a request would go out with, or -1. */
    public short versionFor(Exchange exchange) {
        return connection == null ? -1 : connection.versionFor(exchange.apiKey(), exchange.newestVersion());
    }

    /** Asks for a connection, as soon as the back-off allows. */
    public void want() {
        wanted = true;
    }

    /** Sends a request; {@link #canSend} must have said so. */
    public void send(Exchange exchange, long nowNs) {
        if (connection == null) {
            throw new IllegalStateException("no connection to broker " + id);
        }
        connection.send(exchange, nowNs);
    }

    /** Takes the wait that the broker asked for in an answer; at most {@link ConnectionSettings#maxThrottleNs}. */
    public void throttle(long throttleNs, long nowNs) {
        if (connection != null && throttleNs > 0) {
            connection.throttle(throttleNs, nowNs);
        }
    }

    /** Does what can be done now. */
    void poll(long nowNs) {
        for (BrokerConnection old : List.copyOf(retiring)) {
            old.poll(nowNs);
        }
        retiring.removeIf(old -> forgetIfLost(old, nowNs));
        if (wanted && !awaited && !isReady()) {
            awaited = true;
            awaitedSinceNs = nowNs;
        }
        if (connection == null && wanted && (resolution != null || mayConnect(nowNs))) {
            open(nowNs);
        }
        BrokerConnection current = connection;
        if (current == null) {
            return;
        }
        current.poll(nowNs);
        if (connection != current) {
            // An answer that it brought has dismissed it.
            return;
        }
        if (current.isReady()) {
            recovered(nowNs);
        }
        if (current.lostReason() != null) {
            connection = null;
            forgetIfLost(current, nowNs);
        } else if (current.isRetiring()) {
            retiring.add(current);
            connection = null;
            wanted = true;
        }
    }

    void extendDeadlines(long byNs) {
        setupDeadlineNs += byNs;
        retiring.forEach(old -> old.extendDeadlines(byNs));
        if (connection != null) {
            connection.extendDeadlines(byNs);
        }
    }

    /** How long until {@link #poll} has to look again even if nothing arrives; {@code Long.MAX_VALUE} for never. */
    long nextDelayNs(long nowNs) {
        long delayNs = Long.MAX_VALUE;
        if (connection != null) {
            delayNs = connection.nextDelayNs(nowNs);
        } else if (resolution != null) {
            delayNs = setupDeadlineNs - nowNs;
        } else if (wanted) {
            delayNs = notBeforeNs - nowNs;
        }
        for (BrokerConnection old : retiring) {
            delayNs = Math.min(delayNs, old.nextDelayNs(nowNs));
        }
        return Math.max(0, delayNs);
    }

    /** Learns the cluster that the broker must belong to, checked at its next connection (KIP-1242). */
    void expectCluster(@Nullable String clusterId) {
        this.clusterId = clusterId;
    }

    /** Moves to another address; connections to the old one end. */
    void moveTo(BrokerAddress newAddress, long nowNs) {
        if (!address.equals(newAddress)) {
            address = newAddress;
            nextAddress = 0;
            resolution = null;
            dismiss("the broker moved to " + newAddress, nowNs);
        }
    }

    /** Ends every connection and opens no other until asked again. */
    void dismiss(String reason, long nowNs) {
        wanted = false;
        awaited = false;
        resolution = null;
        if (connection != null) {
            retiring.add(connection);
            connection = null;
        }
        for (BrokerConnection old : retiring) {
            old.dismiss(reason, nowNs);
            environment.metrics().connectionClosed();
        }
        retiring.clear();
    }

    private boolean forgetIfLost(BrokerConnection lost, long nowNs) {
        if (lost.lostReason() == null) {
            return false;
        }
        environment.metrics().connectionClosed();
        setupTimeouts.onEnd(lost.timedOutStage());
        String reason = String.valueOf(lost.lostReason());
        if (lost.isDismissed()) {
            wanted = false;
        } else if (lost.wasIdleWhenLost() || connection != null) {
            // No request has failed, or another connection has taken its place.
            LOG.debug("{}: {}", this, reason);
            environment.onFailure(this, reason);
        } else {
            fail(reason, nowNs);
        }
        return true;
    }

    private void open(long nowNs) {
        String fault = address.fault();
        if (fault != null) {
            fail(fault, nowNs);
            return;
        }
        if (resolution == null) {
            resolution = environment.resolver().resolve(address.host());
            setupStartNs = nowNs;
            // However it ends: a connection that is closed as soon as it stands must not be followed by the next at
            // once.
            notBeforeNs = nowNs + environment.reconnectBackoff().leastNs();
            setupDeadlineNs = nowNs + setupTimeouts.connectNs();
        }
        List<InetAddress> addresses = resolution.addresses();
        if (addresses != null) {
            resolution = null;
            InetAddress chosen = addresses.get(Math.floorMod(nextAddress++, addresses.size()));
            Handshake handshake = new Handshake(
                    id < 0 ? null : clusterId, id < 0 || clusterId == null ? -1 : id, setupTimeouts.handshakeNs());
            connection = new BrokerConnection(
                    environment.transport().open(new InetSocketAddress(chosen, address.port())),
                    environment.settings(),
                    handshake,
                    environment.metrics(),
                    setupDeadlineNs,
                    nowNs);
            environment.metrics().connectionOpened();
        } else if (resolution.failure() != null || nowNs - setupDeadlineNs >= 0) {
            String failure = resolution.failure();
            resolution = null;
            setupTimeouts.onEnd(failure == null ? BrokerConnection.Stage.CONNECTING : null);
            fail(failure == null ? "the name service did not answer in time" : failure, nowNs);
        }
    }

    private void recovered(long nowNs) {
        if (failures > 0) {
            LOG.info(
                    "{} is available again after {} ms and {} failure(s)",
                    this,
                    TimeUnit.NANOSECONDS.toMillis(nowNs - failingSinceNs),
                    failures);
        }
        failures = 0;
        lastFailure = null;
        awaited = false;
    }

    private void fail(String reason, long nowNs) {
        if (failures++ == 0) {
            failingSinceNs = nowNs;
            lastReminderNs = nowNs;
            LOG.warn("{} is unavailable: {}", this, reason);
        } else if (nowNs - lastReminderNs >= REMINDER_NS) {
            lastReminderNs = nowNs;
            LOG.info("{} is still unavailable after {} failures: {}", this, failures, reason);
        } else {
            LOG.debug("{} is still unavailable after {} failures: {}", this, failures, reason);
        }
        lastFailure = reason;
        lastFailureNs = nowNs;
        // Whoever still needs the broker asks again.
        wanted = false;
        notBeforeNs = nowNs + environment.reconnectBackoff().delayNs(failures);
        environment.onFailure(this, reason);
    }

    @Override
    public String toString() {
        return (id < 0 ? "bootstrap server " : "broker " + id + " at ") + address;
    }
}
