package dev.kurier.brokerstub;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.Connection;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Is one client's connection to one broker, without a socket: bytes in, bytes out, time as a parameter.
 *
 * <p>Like a real broker it works on one request at a time and answers in order. A request that has been received in
 * full takes its effect even if the client is gone by then. All methods may be called from any thread; bytes that two
 * threads hand over at once arrive in either order.
 */
public final class StubConnection {
    private final ClusterCore core;
    private final Connection connection;

    StubConnection(ClusterCore core, Connection connection) {
        this.core = core;
        this.connection = connection;
    }

    /** Returns the broker at the other end. */
    public int brokerId() {
        return connection.brokerId();
    }

    /** Returns the number of this connection, counted from 1 in its cluster. */
    public long id() {
        return connection.id();
    }

    /**
     * Takes bytes from the client, any fragment of the stream, and works on what is complete.
     *
     * <p>The bytes are copied; the buffer is left without remaining bytes. Ignored when either side has hung up.
     *
     * @param nowNs nanoseconds of the driver's clock
     * @throws AssertionError if a callback of the test, such as a rule's condition, has thrown something, with that as its
     *     cause; the broker has hung up then
     */
    public void receive(ByteBuffer bytes, long nowNs) {
        connection.receive(bytes, nowNs);
        core.showFailure();
    }

    /**
     * Hands out the bytes for the client that are due, in order, and forgets them.
     *
     * @param out gets buffers whose content must not be changed, since others may read it as well
     * @param nowNs nanoseconds of the driver's clock
     * @return whether there were any
     * @throws AssertionError as {@link #receive}
     */
    public boolean drain(Consumer<ByteBuffer> out, long nowNs) {
        boolean drained = connection.drain(out, nowNs);
        core.showFailure();
        return drained;
    }

    /** Tells whether the broker hung up; bytes that it sent before may still wait in {@link #drain}. */
    public boolean isClosed() {
        return connection.isClosed();
    }

    /** Tells whether the broker broke the connection off, as by a TCP reset, instead of closing it. */
    public boolean isReset() {
        return connection.isReset();
    }

    /** Hangs up, as the client; requests that were received in full still take their effect. */
    public void close() {
        connection.close();
    }
}
