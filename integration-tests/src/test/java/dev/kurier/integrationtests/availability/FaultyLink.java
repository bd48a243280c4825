package dev.kurier.integrationtests.availability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections to a broker, and drops, cuts or slows them down on demand.
 *
 * <p>Any thread may change the mode; it takes effect at once, also for connections that are open.
 */
final class FaultyLink implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int BACKLOG = 100;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object modeChange = new Object();
    private Mode mode = Mode.PASS;
    private long delayMs;
    private volatile boolean closed;

    /** What the link does with bytes and connections. */
    enum Mode {
        /** Forwards everything. */
        PASS,
        /** Holds everything back, as a network does that loses every packet; goes on where it stopped. */
        DROP,
        /** Resets what is open and every new connection. */
        CUT,
        /** Forwards each chunk after a delay. */
        SLOW
    }

    private FaultyLink(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /** Opens a link on a free loopback port to a loopback port. */
    static FaultyLink to(int targetPort) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            FaultyLink link =
                    new FaultyLink(new ServerSocket(0, BACKLOG, loopback), new InetSocketAddress(loopback, targetPort));
            link.inBackground(link::accept, "link-to-" + targetPort);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that clients connect to. */
    int port() {
        return server.getLocalPort();
    }

    void pass() {
        change(Mode.PASS, 0);
    }

    void drop() {
        change(Mode.DROP, 0);
    }

    /** Resets all connections, and each new one until the mode changes. */
    void cut() {
        change(Mode.CUT, 0);
        resetAll();
    }

    /** Resets the connections that are open; new ones are forwarded. */
    void resetAll() {
        open.forEach(FaultyLink::reset);
    }

    void slow(long chunkDelayMs) {
        change(Mode.SLOW, chunkDelayMs);
    }

    @Override
    public void close() {
        closed = true;
        change(Mode.CUT, 0);
        resetAll();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(Mode newMode, long newDelayMs) {
        synchronized (modeChange) {
            mode = newMode;
            delayMs = newDelayMs;
            modeChange.notifyAll();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                open.add(client);
                inBackground(() -> connect(client), "link-connect");
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket broker = new Socket();
        open.add(broker);
        try {
            awaitTurn();
            broker.connect(target);
            broker.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            inBackground(() -> pump(client, broker), "link-to-broker");
            pump(broker, client);
        } catch (IOException e) {
            end(client, broker);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK_BYTES];
            int length;
            while ((length = in.read(chunk)) >= 0) {
                awaitTurn();
                out.write(chunk, 0, length);
            }
            awaitTurn();
        } catch (IOException e) {
            // One side has ended: so does the other.
        } finally {
            end(from, to);
        }
    }

    /** Returns when bytes may pass; throws if the link is cut. */
    private void awaitTurn() throws IOException {
        synchronized (modeChange) {
            try {
                if (mode == Mode.SLOW) {
                    modeChange.wait(delayMs);
                }
                while (mode == Mode.DROP) {
                    modeChange.wait();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (mode == Mode.CUT) {
                throw new IOException("the link is cut");
            }
        }
    }

    private void end(Socket one, Socket other) {
        reset(one);
        reset(other);
        open.remove(one);
        open.remove(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    private void inBackground(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
