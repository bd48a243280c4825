package dev.kurier.brokerstub.net;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.BrokerAddresses;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one listener per live broker, and turns who calls into sessions. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int BACKLOG = 1024;
    private static final int INPUT_BUFFER_BYTES = 16 * 1024;

    private final ClusterCore core;
    private final Selector selector;
    private final Consumer<SocketSession> onAccepted;
    private final Map<Integer, ServerSocketChannel> byBroker = new ConcurrentHashMap<>();

    Listeners(ClusterCore core, Selector selector, Consumer<SocketSession> onAccepted) {
        this.core = core;
        this.selector = selector;
        this.onAccepted = onAccepted;
    }

    /** Binds every broker's port and tells the cluster which it is; clients are accepted once all are bound. */
    void openAll() throws IOException {
        warnOfStrangers(address(core.state().settings().addresses().listen()));
        synchronized (core.lock()) {
            for (Broker broker : core.state().brokers()) {
                broker.bound(bind(broker.id(), broker.listenHost(), broker.requestedPort()));
            }
        }
        for (Integer brokerId : byBroker.keySet()) {
            accept(brokerId);
        }
    }

    /** Warns if others than this machine can connect. */
    private static void warnOfStrangers(InetAddress listened) {
        if (!listened.isLoopbackAddress()) {
            LOG.warn(
                    "the broker stub listens on {}: whoever reaches this machine can read and write its records, there is"
                            + " no authentication; listen on 127.0.0.1 unless the client is elsewhere, in a container"
                            + " for instance",
                    listened.getHostAddress());
        }
    }

    /** Binds the port that the broker had before, or a free one if it has moved. Called under the cluster's lock. */
    void rebind(int brokerId) {
        Broker broker = core.state().brokers().get(brokerId - 1);
        try {
            broker.bound(bind(brokerId, broker.listenHost(), broker.takeMoved() ? 0 : broker.listenPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Begins to accept. */
    void accept(int brokerId) {
        ServerSocketChannel listener = byBroker.get(brokerId);
        if (listener == null) {
            return;
        }
        try {
            listener.register(selector, SelectionKey.OP_ACCEPT, brokerId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Accepts, or leaves those who connect waiting. */
    void accepting(int brokerId, boolean accepting) {
        ServerSocketChannel listener = byBroker.get(brokerId);
        SelectionKey key = listener == null ? null : listener.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(accepting ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    /** Closes a broker's port, so that it refuses. */
    void close(int brokerId) {
        ServerSocketChannel listener = byBroker.remove(brokerId);
        if (listener != null) {
            close(listener);
        }
    }

    void closeAll() {
        byBroker.values().forEach(this::close);
        byBroker.clear();
    }

    /** Accepts all who wait. */
    void onAcceptable(int brokerId) {
        ServerSocketChannel listener = byBroker.get(brokerId);
        try {
            SocketChannel channel = listener == null ? null : listener.accept();
            while (listener != null && channel != null) {
                open(brokerId, channel);
                channel = listener.accept();
            }
        } catch (IOException e) {
            LOG.warn("broker={} could not accept a connection: {}", brokerId, e.toString());
        }
    }

    private void open(int brokerId, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SocketSession session = new SocketSession(channel);
        onAccepted.accept(session);
        Connection connection = connect(brokerId, session);
        if (connection == null) {
            channel.close();
        } else {
            session.open(connection, channel.register(selector, SelectionKey.OP_READ, session));
        }
    }

    private @Nullable Connection connect(int brokerId, SocketSession session) {
        Connection.Ends ends = new Connection.Ends(
                ByteBuffer::allocateDirect, INPUT_BUFFER_BYTES, session::reportNews, session.peer());
        synchronized (core.lock()) {
            boolean alive = core.state().brokers().get(brokerId - 1).isAlive();
            return alive ? core.connect(brokerId, ends) : null;
        }
    }

    private static InetAddress address(String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("listen=" + host + " is not known here; name an address of this machine", e);
        }
    }

    private int bind(int brokerId, String host, int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(new InetSocketAddress(address(host), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "broker=" + brokerId + " can't listen on " + new BrokerAddresses.HostPort(host, port) + ": "
                            + e.getMessage() + "; choose another port, or 0 for a free one",
                    e);
        }
        byBroker.put(brokerId, listener);
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private void close(ServerSocketChannel listener) {
        try {
            listener.close();
            if (selector.isOpen()) {
                selector.selectNow(); // lets go of the port: a registered channel is closed for good by its selector
            }
        } catch (IOException e) {
            LOG.warn("Closing {} failed: {}", listener, e.toString());
        }
    }
}
