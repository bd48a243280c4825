package dev.kurier.brokerstub;

import dev.kurier.brokerstub.net.SocketLoop;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link StubCluster} on real sockets: one port per broker, on the loopback address unless built otherwise.
 *
 * <p>May be used from any thread. Runs one daemon thread, which ends with {@link #close}. What fails while a request is served,
 * in the stub or in a callback of a test, an {@code OutOfMemoryError} too, costs the connection that it came by, is logged, and
 * is thrown in the test; the others are served. Only if the thread can't get on at all, many times in a row, does it end.
 */
public final class StubServer implements AutoCloseable {
    private final StubCluster cluster;
    private final SocketLoop loop;
    private final @Nullable StubClock clock;

    private StubServer(StubCluster cluster, SocketLoop loop, @Nullable StubClock clock) {
        this.cluster = cluster;
        this.loop = loop;
        this.clock = clock;
    }

    static StubServer start(StubCluster cluster, boolean virtualClock) {
        AtomicLong nowNs = new AtomicLong();
        SocketLoop.Clock clock = new SocketLoop.Clock(virtualClock ? nowNs::get : System::nanoTime, virtualClock);
        SocketLoop loop = SocketLoop.start(cluster.core(), clock);
        return new StubServer(cluster, loop, virtualClock ? new StubClock(nowNs, loop::awaitTurn) : null);
    }

    /** Tells whether {@link #clock} can move the time. */
    public boolean isClockVirtual() {
        return clock != null;
    }

    /**
     * Returns the clock of the cluster.
     *
     * @throws IllegalStateException if it is the system's, which nobody can move
     */
    public StubClock clock() {
        if (clock == null) {
            throw new IllegalStateException(
                    "the cluster runs by the system's clock; build it with StubClusterBuilder.virtualClock()");
        }
        return clock;
    }

    /** Returns the cluster behind the sockets. */
    public StubCluster cluster() {
        return cluster;
    }

    /** Returns the addresses of all brokers as clients want them: {@code host:port,host:port}. */
    public String bootstrapServers() {
        return cluster.brokers().stream().map(StubBroker::hostPort).collect(Collectors.joining(","));
    }

    /**
     * Waits until the ports are closed and the thread has ended: by {@link #close}, or because the stub can't go on.
     *
     * @return whether it was closed
     */
    public boolean awaitEnd() throws InterruptedException {
        return loop.awaitEnd();
    }

    /**
     * Ends recordings, closes every connection and port, and ends the thread.
     *
     * @throws AssertionError if a callback of the test, such as a rule's condition, or the stub itself has thrown something
     *     that was not shown yet; all is closed then, and a second call does not throw it again
     */
    @Override
    public void close() {
        cluster.stopRecording();
        loop.close();
        cluster.core().showFailure();
    }
}
