package dev.kurier.brokerstub;

import dev.kurier.brokerstub.net.SocketLoop;
import java.util.stream.Collectors;

/**
 * Puts a {@link StubCluster} on real sockets: one port per broker, on the loopback address only.
 *
 * <p>May be used from any thread. Runs one daemon thread, which ends with {@link #close}.
 */
public final class StubServer implements AutoCloseable {
    private final StubCluster cluster;
    private final SocketLoop loop;

    private StubServer(StubCluster cluster, SocketLoop loop) {
        this.cluster = cluster;
        this.loop = loop;
    }

    static StubServer start(StubCluster cluster) {
        return new StubServer(cluster, SocketLoop.start(cluster.core(), System::nanoTime));
    }

    /** Returns the cluster behind the sockets. */
    public StubCluster cluster() {
        return cluster;
    }

    /** Returns the addresses of all brokers as clients want them: {@code host:port,host:port}. */
    public String bootstrapServers() {
        return cluster.brokers().stream().map(StubBroker::hostPort).collect(Collectors.joining(","));
    }

    /** Closes every connection and port, and ends the thread. */
    @Override
    public void close() {
        loop.close();
    }
}
