package dev.kurier.brokerstub.connection;

import dev.kurier.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is one client's connection to one broker: bytes in, bytes out.
 *
 * <p>Like a real broker it works on one request at a time and answers in order; a request that has been received in full
 * takes its effect even if the client is gone by then. All methods take the cluster's lock, except {@link #inputSpace},
 * which is for a driver with one thread.
 */
public final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClusterCore core;
    private final int brokerId;
    private final long id;
    private final Runnable onNews;
    private final FrameBuffer input;
    private final Queue<ByteBuffer> output = new ArrayDeque<>();
    private @Nullable Exchange current;
    private boolean muted;
    private long mutedUntilNs;
    private long plannedNs = Timetable.NEVER;
    private boolean hungUp;
    private boolean clientGone;

    Connection(ClusterCore core, int brokerId, long id, Ends ends) {
        this.core = core;
        this.brokerId = brokerId;
        this.id = id;
        this.onNews = ends.onNews();
        this.input = new FrameBuffer(ends.allocator(), ends.initialBytes());
    }

    /**
     * Says how a connection is driven.
     *
     * @param allocator makes the buffers for incoming bytes
     * @param initialBytes the size of the first
     * @param onNews is called under the cluster's lock when there is output or the broker hung up
     */
    public record Ends(IntFunction<ByteBuffer> allocator, int initialBytes, Runnable onNews) {}

    /** Returns the broker at the other end. */
    public int brokerId() {
        return brokerId;
    }

    /** Returns the number of this connection, counted from 1 in its cluster. */
    public long id() {
        return id;
    }

    /**
     * Takes bytes from the client, any fragment of the stream, and works on what is complete.
     *
     * <p>The bytes are copied; the buffer is left without remaining bytes. Ignored when either side has hung up.
     *
     * @param nowNs nanoseconds of the driver's clock
     */
    public void receive(ByteBuffer bytes, long nowNs) {
        synchronized (core.lock()) {
            if (hungUp || clientGone) {
                bytes.position(bytes.limit());
                return;
            }
            input.add(bytes);
            goOn(nowNs);
        }
    }

    /**
     * Hands out the bytes for the client that are due, in order, and forgets them.
     *
     * @param out gets read-only-by-agreement buffers: their content must not be changed
     * @param nowNs nanoseconds of the driver's clock
     * @return whether there were any
     */
    public boolean drain(Consumer<ByteBuffer> out, long nowNs) {
        List<ByteBuffer> due;
        synchronized (core.lock()) {
            goOn(nowNs);
            due = new ArrayList<>(output);
            output.clear();
        }
        due.forEach(out);
        return !due.isEmpty();
    }

    /** Tells whether the broker hung up; bytes that it sent before may still wait in {@link #drain}. */
    public boolean isClosed() {
        synchronized (core.lock()) {
            return hungUp;
        }
    }

    /** Hangs up, as the client; requests that were received in full still take their effect. */
    public void close() {
        synchronized (core.lock()) {
            if (clientGone || hungUp) {
                return;
            }
            clientGone = true;
            output.clear();
            if (current != null && !current.isYetToApply()) {
                finishCurrent();
            }
            core.timetable().ready(this);
        }
    }

    /** Returns where a reader may put bytes, before it calls {@link #advance}; for a driver that owns its thread. */
    public ByteBuffer inputSpace() {
        return input.space();
    }

    /** Tells whether the broker is ready to read: it has no request at hand. */
    public boolean wantsInput() {
        synchronized (core.lock()) {
            return current == null && !muted && !hungUp;
        }
    }

    /** Works on what {@link #inputSpace} has received. */
    public void advance(long nowNs) {
        synchronized (core.lock()) {
            goOn(nowNs);
        }
    }

    /** Goes as far as it can at this time. Guarded by the cluster's lock. */
    void goOn(long nowNs) {
        boolean hadOutput = !output.isEmpty();
        try {
            while (!hungUp && step(nowNs)) {
                // one request after the other
            }
        } catch (ProtocolException e) {
            LOG.debug("broker={} hangs up on connection={}: {}", brokerId, id, e.getMessage());
            hangUp();
        }
        if (!hadOutput && !output.isEmpty()) {
            onNews.run();
        }
    }

    /** Hangs up, as the broker. Guarded by the cluster's lock. */
    void hangUp() {
        if (hungUp) {
            return;
        }
        hungUp = true;
        if (current != null) {
            current.abandon();
            current = null;
        }
        core.forget(this);
        onNews.run();
    }

    /** Works on the current or the next request; false if there is nothing to do now. */
    private boolean step(long nowNs) {
        if (muted && mutedUntilNs - nowNs > 0) {
            return false;
        }
        muted = false;
        if (current == null) {
            ByteBuffer frame = input.next();
            if (frame == null) {
                return leaveIfGone();
            }
            current = new Exchange(
                    core.dispatcher().receive(frame, brokerId, id),
                    core.wallClockMs(),
                    () -> core.timetable().ready(this));
        }
        switch (current.advance(nowNs)) {
            case WAITING -> {
                plan(current.dueNs());
                return false;
            }
            case ANSWERED -> answer(current, nowNs);
            case HUNG_UP -> hangUp();
        }
        return true;
    }

    private void answer(Exchange exchange, long nowNs) {
        if (!clientGone) {
            output.addAll(exchange.frame());
        }
        if (exchange.throttleTimeMs() > 0) {
            muted = true;
            mutedUntilNs = nowNs + exchange.throttleTimeMs() * NANOS_PER_MILLI;
            plan(mutedUntilNs);
        }
        finishCurrent();
    }

    private void finishCurrent() {
        if (current != null) {
            current.abandon();
            current = null;
            input.release();
        }
    }

    private boolean leaveIfGone() {
        if (clientGone) {
            core.forget(this);
        }
        return false;
    }

    private void plan(long dueNs) {
        if (dueNs != plannedNs && dueNs != Timetable.NEVER) {
            plannedNs = dueNs;
            core.timetable().plan(this, dueNs);
        }
    }
}
