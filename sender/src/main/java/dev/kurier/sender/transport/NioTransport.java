package dev.kurier.sender.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Moves bytes over TCP sockets with one selector. */
public final class NioTransport implements Transport {
    private final Selector selector;
    private final int sendBufferBytes;
    private final int receiveBufferBytes;

    /**
     * Opens the selector.
     *
     * @param sendBufferBytes of each socket, or -1 for the system's default
     * @param receiveBufferBytes of each socket, or -1 for the system's default
     */
    public NioTransport(int sendBufferBytes, int receiveBufferBytes) {
        this.sendBufferBytes = sendBufferBytes;
        this.receiveBufferBytes = receiveBufferBytes;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector could be opened", e);
        }
    }

    @Override
    public TransportChannel open(InetSocketAddress address) {
        return new NioChannel(address);
    }

    @Override
    public void poll(long timeoutNs) {
        try {
            if (timeoutNs <= 0) {
                selector.selectNow(NioTransport::mark);
            } else {
                // Round up: waking a fraction of a millisecond early would spin until the deadline.
                selector.select(NioTransport::mark, TimeUnit.NANOSECONDS.toMillis(timeoutNs + 999_999));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("waiting for the sockets failed", e);
        }
    }

    private static void mark(SelectionKey key) {
        ((NioChannel) key.attachment()).onReady(key);
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector could not be closed", e);
        }
    }

    private final class NioChannel implements TransportChannel {
        private @Nullable SocketChannel socket;
        private @Nullable SelectionKey key;
        private @Nullable IOException openFailure;
        private boolean connected;
        private boolean readable;
        private boolean writable;

        NioChannel(InetSocketAddress address) {
            try {
                SocketChannel opened = SocketChannel.open();
                socket = opened;
                opened.configureBlocking(false);
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
                opened.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                if (sendBufferBytes > 0) {
                    opened.setOption(StandardSocketOptions.SO_SNDBUF, sendBufferBytes);
                }
                if (receiveBufferBytes > 0) {
                    opened.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
                }
                connected = opened.connect(address);
                key = opened.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
                writable = connected;
            } catch (IOException | RuntimeException e) {
                openFailure = e instanceof IOException io ? io : new IOException(e.toString(), e);
            }
        }

        void onReady(SelectionKey ready) {
            if (ready.isConnectable()) {
                ready.interestOps(0);
            }
            if (ready.isReadable()) {
                readable = true;
            }
            if (ready.isWritable()) {
                writable = true;
                ready.interestOps(SelectionKey.OP_READ);
            }
        }

        @Override
        public boolean finishConnect() throws IOException {
            if (openFailure != null) {
                throw openFailure;
            }
            if (!connected && socket != null && key != null && socket.finishConnect()) {
                connected = true;
                writable = true;
                key.interestOps(SelectionKey.OP_READ);
            }
            return connected;
        }

        @Override
        public boolean isReadable() {
            return readable;
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (socket == null) {
                return -1;
            }
            int room = target.remaining();
            int read = socket.read(target);
            if (read >= 0 && read < room) {
                readable = false;
            }
            return read;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            if (socket == null || key == null) {
                throw new IOException("the channel is closed");
            }
            long written = socket.write(sources, offset, length);
            if (sources[offset + length - 1].hasRemaining()) {
                writable = false;
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
            return written;
        }

        @Override
        public void close() {
            readable = false;
            writable = false;
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // The socket is given up either way; there is nobody to tell and nothing to do.
                }
                socket = null;
                key = null;
            }
        }
    }
}
