package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.fault.Ending;
import dev.kurier.brokerstub.fault.ReplyPlan;
import dev.kurier.brokerstub.fault.ReplyPlan.After;
import dev.kurier.brokerstub.tap.FrameTap;
import dev.kurier.brokerstub.tap.FrameTap.Closer;
import dev.kurier.brokerstub.tap.Party;
import dev.kurier.brokerstub.tap.TappedLine;
import dev.kurier.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Is one client's connection to one broker: bytes in, bytes out.
 *
 * <p>Like a real broker it works on one request at a time and answers in order; a request that has been received in full
 * takes its effect even if the client is gone by then. All methods take the cluster's lock; {@link #inputSpace} is for a
 * driver with one thread.
 */
public final class Connection {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClusterCore core;
    private final TappedLine line;
    private final int brokerId;
    private final long id;
    private final Runnable onNews;
    private final Intake input;
    private final Farewell farewell;
    private final LinkState link;
    private final Outbox output;
    private @Nullable Exchange current;
    private boolean muted;
    private long mutedUntilNs;
    private long plannedNs = Timetable.NEVER;
    private boolean deaf;
    private boolean reset;
    private boolean hungUp;
    private boolean clientGone;
    private boolean finished;

    /** What the driver was told last: whether to read. */
    private boolean reads = true;

    Connection(ClusterCore core, int brokerId, long id, Ends ends) {
        this.core = core;
        this.brokerId = brokerId;
        this.id = id;
        Party party = new Party(id, brokerId, ends.peer());
        this.line = new TappedLine(core.taps(), party);
        this.onNews = ends.onNews();
        this.link = core.link(brokerId);
        this.output = new Outbox(link);
        this.input = new Intake(new FrameBuffer(ends.allocator(), ends.initialBytes()), core.faults(), brokerId, id);
        this.farewell = new Farewell(core.hangUps(), party, input);
    }

    /**
     * Says how a connection is driven.
     *
     * @param allocator makes the buffers for incoming bytes
     * @param initialBytes the size of the first
     * @param onNews is called under the cluster's lock when there is output or the broker hung up
     * @param peer the client's address
     */
    public record Ends(IntFunction<ByteBuffer> allocator, int initialBytes, Runnable onNews, String peer) {}

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
            core.traffic().received(bytes.remaining());
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
            due = link.isStopped() ? List.of() : output.takeDue();
            core.traffic().sent(due.stream().mapToLong(ByteBuffer::remaining).sum());
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

    /** Tells whether the broker hung up by breaking the connection off (RST), not in good order. */
    public boolean isReset() {
        synchronized (core.lock()) {
            return reset;
        }
    }

    /** Hangs up, as the client; requests that were received in full still take their effect. */
    public void close() {
        synchronized (core.lock()) {
            if (clientGone || hungUp) {
                return;
            }
            clientGone = true;
            line.closed(Closer.CLIENT, core.nowNs());
            output.clear();
            if (deaf || input.isStanding() || (current != null && current.isHeldForever())) {
                hangUp();
                return;
            }
            if (current != null && !current.isYetToApply()) {
                finishCurrent();
            }
            core.timetable().ready(this);
        }
    }

    /** Returns where a reader may put bytes, before it calls {@link #advance}; for a driver that owns its thread. */
    public ByteBuffer inputSpace() {
        synchronized (core.lock()) {
            return input.space();
        }
    }

    /** Tells whether the broker is ready to read: it has no request at hand. */
    public boolean wantsInput() {
        synchronized (core.lock()) {
            return reads();
        }
    }

    private boolean reads() {
        reads = current == null && !muted && !deaf && !input.isStanding() && !hungUp && !link.isStopped();
        return reads;
    }

    /** Works on the bytes, so many, that {@link #inputSpace} has received. */
    public void advance(int bytes, long nowNs) {
        synchronized (core.lock()) {
            core.traffic().received(bytes);
            goOn(nowNs);
        }
    }

    /** Goes as far as it can at this time. Guarded by the cluster's lock. */
    void goOn(long nowNs) {
        if (link.isStopped()) {
            return;
        }
        core.seen(nowNs);
        boolean hadOutput = output.hasDue();
        boolean read = reads;
        try {
            while (!finished && step(nowNs)) {
                core.changed();
            }
        } catch (ProtocolException | Dispatcher.NotServed e) {
            farewell.toBytes(e);
            end(After.CLOSE, nowNs);
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        After ended = output.advance(nowNs);
        if (ended != null) {
            reset = ended == After.RESET;
            hangUp();
        } else if ((!hadOutput && output.hasDue()) || (!read && reads())) {
            onNews.run();
        }
        planNext();
    }

    /** Hangs up because the stub, or a callback of the test, failed on a request: the others are served. */
    public void fail(Throwable thrown) {
        synchronized (core.lock()) {
            farewell.stubFailed(thrown);
            hangUp();
            core.failed("on a request of connection=" + id + " to broker=" + brokerId, thrown);
        }
        farewell.logFailure(thrown);
    }

    /** Reports that it can be read from again. Guarded by the cluster's lock. */
    void resume() {
        core.timetable().ready(this);
        onNews.run();
    }

    /** Hangs up because the broker goes down. Guarded by the cluster's lock. */
    void cutOff() {
        farewell.brokerDown();
        hangUp();
    }

    /** Hangs up, as the broker, and does nothing more. Guarded by the cluster's lock. */
    void hangUp() {
        if (finished) {
            return;
        }
        finished = true;
        finishCurrent();
        core.forget(this);
        leave();
    }

    /** Works on the current or the next request; false if there is nothing to do now. */
    private boolean step(long nowNs) {
        if (deaf || (muted && mutedUntilNs - nowNs > 0)) {
            return false;
        }
        muted = false;
        if (current == null) {
            if (input.stands(nowNs, this::ready)) {
                return false;
            }
            ByteBuffer frame = input.next(nowNs);
            if (frame == null) {
                return takesPart(nowNs) || leaveIfGone();
            }
            line.received(frame, nowNs);
            current = new Exchange(
                    core.dispatcher().receive(frame, new Dispatcher.Arrival(brokerId, id, nowNs)),
                    core.wallClockMs(),
                    this::ready);
        }
        switch (current.advance(nowNs)) {
            case WAITING -> {
                return false;
            }
            case ANSWERED -> answer(current, nowNs);
            case ENDED -> end(current, nowNs);
        }
        return true;
    }

    /** Tells whether a request came as far as it is let in, and begins what happens then. */
    private boolean takesPart(long nowNs) {
        Ending ending = input.ending();
        if (ending != null) {
            farewell.toPart();
            end(ending.kind() == Ending.Kind.RESET ? After.RESET : After.CLOSE, nowNs);
        }
        return ending != null || input.stands(nowNs, this::ready);
    }

    private void answer(Exchange exchange, long nowNs) {
        if (!clientGone) {
            send(exchange, nowNs);
        }
        if (exchange.throttleTimeMs() > 0) {
            mute(nowNs + exchange.throttleTimeMs() * NANOS_PER_MILLI);
        }
        finishCurrent();
    }

    private void send(Exchange exchange, long nowNs) {
        ReplyPlan.Shape shape = exchange.replyShape();
        List<ByteBuffer> frame = exchange.frame();
        if (shape == null) {
            line.answered(frame, true, nowNs);
            output.add(frame, nowNs);
            return;
        }
        ReplyPlan plan = shape.plan(Exchange.inOne(frame));
        line.answered(plan.pieces().stream().map(ReplyPlan.Piece::bytes).toList(), false, nowNs);
        long sentNs = output.add(plan, nowNs);
        deaf = plan.after() != After.GO_ON && plan.after() != After.SWAP;
        farewell.with(plan.after());
        if (plan.blocks() && sentNs - nowNs > 0) {
            mute(sentNs);
        }
    }

    /** Tells all taps that it is there. */
    void show() {
        line.opened(core.nowNs());
    }

    /** Tells a tap that it is there, if its client still is. */
    void show(FrameTap tap) {
        if (!clientGone) {
            line.opened(tap, core.nowNs());
        }
    }

    private void mute(long untilNs) {
        muted = true;
        mutedUntilNs = untilNs;
    }

    private void end(Exchange exchange, long nowNs) {
        farewell.to(exchange);
        switch (exchange.ending().kind()) {
            case CLOSE -> end(After.CLOSE, nowNs);
            case RESET -> end(After.RESET, nowNs);
            case APPLY_LATE -> leave();
            case APPLY_LATE_ALONE -> {
                core.goOnAlone(brokerId, exchange);
                current = null;
                input.keepLent();
                leave();
            }
        }
    }

    /** Ends it when what is on its way has been sent. */
    private void end(After after, long nowNs) {
        deaf = true;
        output.end(after, nowNs);
    }

    /** Hangs up on the client; what was received may still have its effect. */
    private void leave() {
        if (!hungUp) {
            hungUp = true;
            if (!clientGone) {
                line.closed(reset ? Closer.BROKER_BY_RESET : Closer.BROKER, core.nowNs());
            }
            clientGone = true;
            onNews.run();
        }
    }

    /** Goes on with a request whose connection is gone. */
    void adopt(Exchange exchange) {
        exchange.onReady(this::ready);
        current = exchange;
        hungUp = true;
        clientGone = true;
        ready();
    }

    private void ready() {
        core.timetable().ready(this);
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

    /** Plans one call, for whatever comes first. */
    private void planNext() {
        long dueNs = output.nextDueNs();
        if (!finished && !deaf) {
            dueNs = Timetable.earlier(
                    dueNs, muted ? mutedUntilNs : current == null ? Timetable.NEVER : current.dueNs());
        }
        if (dueNs != plannedNs && dueNs != Timetable.NEVER) {
            plannedNs = dueNs;
            core.timetable().plan(this, dueNs);
        }
    }
}
