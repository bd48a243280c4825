package dev.kurier.sender.sim;

import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubConnection;
import dev.kurier.sender.transport.Transport;
import dev.kurier.sender.transport.TransportChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Carries bytes between a sender and a stub cluster without sockets, in virtual time.
 *
 * <p>Every byte that the sender writes goes into a log, with its time and connection, so that two runs can be compared.
 */
final class SimTransport implements Transport {
    /** Stands for an address where no broker listens. */
    private static final int NOBODY = -1;

    private final StubCluster cluster;
    private final LongSupplier clock;
    private final SplittableRandom random;
    private final boolean fragments;
    private final List<SimChannel> channels = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<Integer> refused = new ArrayList<>();
    private final List<Integer> unanswered = new ArrayList<>();
    private int mostBytes = Integer.MAX_VALUE;
    private boolean stalled;
    private boolean silent;

    SimTransport(StubCluster cluster, LongSupplier clock, SplittableRandom random, boolean fragments) {
        this.cluster = cluster;
        this.clock = clock;
        this.random = random;
        this.fragments = fragments;
    }

    /** Everything that was written, with times and connections. */
    byte[] log() {
        return log.toByteArray();
    }

    /** Refuses connections to the broker from now on, or takes them again. */
    void refuse(int brokerId, boolean refuse) {
        refused.remove((Integer) brokerId);
        if (refuse) {
            refused.add(brokerId);
        }
    }

    /** Leaves attempts to connect to the broker without an answer from now on, or takes them again: SYN packets are lost. */
    void ignore(int brokerId, boolean ignore) {
        unanswered.remove((Integer) brokerId);
        if (ignore) {
            unanswered.add(brokerId);
        }
    }

    /** Takes no more bytes from the sender while set: the peer's window is closed. */
    void stall(boolean stall) {
        stalled = stall;
    }

    /** Takes at most so many bytes a write: the socket's buffer is small. */
    void takeAtMost(int bytesPerWrite) {
        mostBytes = bytesPerWrite;
    }

    /** Loses everything that brokers say while set: a black hole. */
    void silence(boolean silence) {
        silent = silence;
    }

    /** How many connections were opened in all. */
    int opened() {
        return channels.size();
    }

    /** How many connections the sender has not closed. */
    long open() {
        return channels.stream().filter(channel -> !channel.closed).count();
    }

    /** How many connections to the broker were opened in all. */
    long opened(int brokerId) {
        return channels.stream().filter(channel -> channel.broker == brokerId).count();
    }

    /** Breaks every connection, as a reset from the network does. */
    void resetAll() {
        channels.forEach(channel -> channel.reset = true);
    }

    /** Tells whether any channel could do something now. */
    boolean hasWork() {
        return channels.stream().anyMatch(channel -> channel.isReadable() || channel.isWaitingToWriteOn());
    }

    @Override
    public TransportChannel open(InetSocketAddress address) {
        int broker = cluster.brokers().stream()
                .filter(candidate -> candidate.port() == address.getPort())
                .findFirst()
                .map(StubBroker::id)
                .orElse(NOBODY);
        SimChannel channel = new SimChannel(broker, channels.size());
        channels.add(channel);
        return channel;
    }

    @Override
    public void poll(long timeoutNs) {
        throw new UnsupportedOperationException("a simulated sender is turned by hand");
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}

    private final class SimChannel implements TransportChannel {
        private final int broker;
        private final int number;
        private final StubConnection connection;
        private final ByteArrayOutputStream inbox = new ByteArrayOutputStream();
        private final boolean ignored;
        private boolean reset;
        private boolean closed;
        private boolean wroteInPart;

        SimChannel(int broker, int number) {
            this.broker = broker;
            this.number = number;
            this.ignored = unanswered.contains(broker);
            this.connection = broker == NOBODY || refused.contains(broker) ? null : connect(broker);
        }

        private StubConnection connect(int broker) {
            try {
                StubConnection opened = cluster.connect(broker);
                return opened.isClosed() ? null : opened;
            } catch (IllegalStateException down) {
                return null;
            }
        }

        @Override
        public boolean finishConnect() throws IOException {
            if (ignored) {
                return false;
            }
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
            if (reset) {
                return true;
            }
            if (silent) {
                connection.drain(bytes -> {}, clock.getAsLong());
                return false;
            }
            connection.drain(this::receive, clock.getAsLong());
            return inbox.size() > 0 || connection.isClosed();
        }

        private void receive(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            inbox.writeBytes(copy);
        }

        @Override
        public boolean isWritable() {
            return !closed && !stalled;
        }

        /** Tells whether it has taken a part of what was to be written, and would take more. */
        boolean isWaitingToWriteOn() {
            return wroteInPart && isWritable();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (reset) {
                throw new IOException("Connection reset");
            }
            byte[] all = inbox.toByteArray();
            if (all.length == 0) {
                return connection.isClosed() ? -1 : 0;
            }
            int count = Math.min(target.remaining(), all.length);
            if (fragments && count > 1) {
                count = 1 + random.nextInt(count);
            }
            target.put(all, 0, count);
            inbox.reset();
            inbox.write(all, count, all.length - count);
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            if (reset) {
                throw new IOException("Connection reset");
            }
            long written = 0;
            for (int i = offset; i < offset + length; i++) {
                int count = sources[i].remaining();
                int taken = fragments && count > 1 && random.nextInt(8) == 0 ? 1 + random.nextInt(count) : count;
                taken = (int) Math.min(taken, mostBytes - written);
                byte[] bytes = new byte[taken];
                sources[i].get(bytes);
                note(bytes);
                connection.receive(ByteBuffer.wrap(bytes), clock.getAsLong());
                written += taken;
                wroteInPart = taken < count;
                if (taken < count) {
                    break;
                }
            }
            return written;
        }

        private void note(byte[] bytes) {
            ByteBuffer head = ByteBuffer.allocate(16);
            head.putLong(clock.getAsLong()).putInt(number).putInt(bytes.length);
            log.writeBytes(head.array());
            log.writeBytes(bytes);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                if (connection != null) {
                    connection.close();
                }
            }
        }
    }
}
