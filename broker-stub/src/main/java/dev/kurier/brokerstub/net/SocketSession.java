package dev.kurier.brokerstub.net;

import dev.kurier.brokerstub.connection.Connection;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins one socket to one connection of the cluster.
 *
 * <p>Reads straight into the connection's buffer, and only while the broker wants input and owes no bytes. Everything
 * but {@link #reportNews} runs on the loop's thread.
 */
final class SocketSession {
    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);
    private static final int BUFFERS_PER_WRITE = 64;

    /** How often a session may read before the others have their turn. */
    private static final int READS_PER_TURN = 16;

    private final SocketChannel channel;
    private final Deque<ByteBuffer> unwritten = new ArrayDeque<>();
    private Runnable onNews = () -> {};
    private @Nullable Connection connection;
    private @Nullable SelectionKey key;

    SocketSession(SocketChannel channel) {
        this.channel = channel;
    }

    /** Sets who is told that {@link #flush} has something to do. */
    void onNews(Runnable onNews) {
        this.onNews = onNews;
    }

    void open(Connection connection, SelectionKey key) {
        this.connection = connection;
        this.key = key;
    }

    /** Returns the client's address. */
    String peer() {
        Socket socket = channel.socket();
        return socket.getInetAddress() == null
                ? "?"
                : socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    /** Says that the connection has output or hung up. Called under the cluster's lock, from any thread. */
    void reportNews() {
        onNews.run();
    }

    /** Reads what is there, and writes what has become due. */
    void onReady(long nowNs) {
        Connection open = connection;
        if (open == null || key == null || !key.isValid()) {
            return;
        }
        try {
            if (key.isReadable()) {
                read(open, nowNs);
            }
            write(open, nowNs);
        } catch (IOException e) {
            LOG.debug("connection={} broke: {}", open.id(), e.toString());
            leave(open);
        } catch (RuntimeException | Error e) {
            open.fail(e);
            leave(open);
        }
    }

    /** Writes what has become due, and closes the socket if the broker hung up. */
    void flush(long nowNs) {
        Connection open = connection;
        if (open == null || !channel.isOpen()) {
            return;
        }
        try {
            write(open, nowNs);
        } catch (IOException e) {
            LOG.debug("connection={} broke: {}", open.id(), e.toString());
            leave(open);
        } catch (RuntimeException | Error e) {
            open.fail(e);
            leave(open);
        }
    }

    /** Closes the socket. */
    void cutOff() {
        Connection open = connection;
        if (open != null) {
            leave(open);
        }
    }

    private void read(Connection open, long nowNs) throws IOException {
        for (int i = 0; i < READS_PER_TURN && open.wantsInput(); i++) {
            ByteBuffer space = open.inputSpace();
            int room = space.remaining();
            int count = channel.read(space);
            if (count < 0) {
                leave(open);
                return;
            }
            open.advance(count, nowNs);
            if (count < room) {
                return;
            }
        }
    }

    private void write(Connection open, long nowNs) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        open.drain(unwritten::add, nowNs);
        while (!unwritten.isEmpty()) {
            ByteBuffer[] next = unwritten.stream().limit(BUFFERS_PER_WRITE).toArray(ByteBuffer[]::new);
            long written = channel.write(next);
            while (!unwritten.isEmpty() && !unwritten.peekFirst().hasRemaining()) {
                unwritten.removeFirst();
            }
            if (written == 0) {
                break;
            }
        }
        if (open.isClosed() && unwritten.isEmpty()) {
            leave(open);
        } else {
            listenFor(open);
        }
    }

    private void listenFor(Connection open) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            if (unwritten.isEmpty()) {
                registered.interestOps(open.wantsInput() ? SelectionKey.OP_READ : 0);
            } else {
                registered.interestOps(SelectionKey.OP_WRITE);
            }
        }
    }

    private void leave(Connection open) {
        open.close();
        try {
            if (open.isReset() && channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0); // close sends RST then
            }
            channel.close();
        } catch (IOException e) {
            LOG.debug("connection={} closed badly: {}", open.id(), e.toString());
        }
    }
}
