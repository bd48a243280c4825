package dev.kurier.sender.net;

import dev.kurier.sender.net.BrokerConnection.Stage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says how long the stages of a connection's set-up may take.
 *
 * <p>A stage that was too slow gets twice the time at the next attempt (KIP-601), and only that stage: what ends a connection
 * later, such as a request timeout, says nothing of the set-up.
 */
final class SetupTimeouts {
    /** More than a handshake takes that will ever end, so that a lost one costs no longer than this at first. */
    private static final long LEAST_HANDSHAKE_NS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_DOUBLINGS = 20;

    private final ConnectionSettings settings;
    private int slowConnects;
    private int slowHandshakes;

    SetupTimeouts(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** How long name resolution, and then the TCP connection, may take. */
    long connectNs() {
        return doubled(
                settings.setupTimeoutNs(),
                slowConnects,
                Math.max(settings.setupTimeoutNs(), settings.setupTimeoutMaxNs()));
    }

    /** How long the handshake may take; it is a request, so never longer than the request timeout. */
    long handshakeNs() {
        return doubled(
                Math.max(settings.setupTimeoutNs(), LEAST_HANDSHAKE_NS), slowHandshakes, settings.requestTimeoutNs());
    }

    /** Notes the end of an attempt; {@code slow} is the stage that ran out of time, or null. */
    void onEnd(@Nullable Stage slow) {
        slowConnects = slow == Stage.CONNECTING ? slowConnects + 1 : 0;
        slowHandshakes = slow == Stage.HANDSHAKE ? slowHandshakes + 1 : 0;
    }

    private static long doubled(long firstNs, int times, long mostNs) {
        return (long) Math.min(mostNs, Math.scalb((double) firstNs, Math.min(times, MAX_DOUBLINGS)));
    }
}
