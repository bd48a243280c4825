package dev.kurier.producer;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubConnection;
import dev.kurier.sender.transport.Transport;
import dev.kurier.sender.transport.TransportChannel;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Carries bytes between a sender and a stub cluster on one thread, without sockets and without delay. */
final class TransportByHand implements Transport {
    private final StubCluster cluster;
    private final LongSupplier clock;
    private final List<Channel> channels = new ArrayList<>();
    private boolean silent;

    TransportByHand(StubCluster cluster, LongSupplier clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Tells whether a channel has something to read. */
    boolean hasWork() {
        return channels.stream().anyMatch(Channel::isReadable);
    }

    /** Loses everything that brokers say from now on, or lets it through again. */
    void silence(boolean silence) {
        silent = silence;
    }

    @Override
    public TransportChannel open(InetSocketAddress address) {
        int broker = cluster.brokers().stream()
                .filter(candidate -> candidate.port() == address.getPort())
                .findFirst()
                .orElseThrow()
                .id();
        Channel channel = new Channel(cluster.broker(broker).isUp() ? cluster.connect(broker) : null);
        channels.add(channel);
        return channel;
    }

    @Override
    public void poll(long timeoutNs) {
        throw new UnsupportedOperationException("the sender is turned by hand");
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}

    private final class Channel implements TransportChannel {
        private final StubConnection connection;
        private final ByteArrayOutputStream inbox = new ByteArrayOutputStream();
        private boolean closed;

        Channel(StubConnection connection) {
            this.connection = connection;
        }

        @Override
        public boolean finishConnect() throws ConnectException {
            if (connection == null) {
                throw new ConnectException("Connection refused");
            }
            return true;
        }

        @Override
        public boolean isReadable() {
            if (closed || connection == null) {
                return false;
            }
            connection.drain(this::receive, clock.getAsLong());
            return inbox.size() > 0 || connection.isClosed();
        }

        private void receive(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            if (!silent) {
                inbox.writeBytes(copy);
            }
        }

        @Override
        public boolean isWritable() {
            return !closed;
        }

        @Override
        public int read(ByteBuffer target) {
            byte[] all = inbox.toByteArray();
            if (all.length == 0) {
                return connection.isClosed() ? -1 : 0;
            }
            int count = Math.min(target.remaining(), all.length);
            target.put(all, 0, count);
            inbox.reset();
            inbox.write(all, count, all.length - count);
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            long written = 0;
            for (int i = offset; i < offset + length; i++) {
                written += sources[i].remaining();
                connection.receive(sources[i], clock.getAsLong());
            }
            return written;
        }

        @Override
        public void close() {
            closed = true;
            if (connection != null) {
                connection.close();
            }
        }
    }
}
