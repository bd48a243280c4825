package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.fault.ReplyPlan;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes for one client until they are due, in order, and how the connection ends behind them.
 *
 * <p>Answers that nothing slows down are due at once and cost nothing more than their place. Guarded by the cluster's
 * lock.
 */
final class Outbox {
    private final LinkState link;
    private final Queue<ByteBuffer> due = new ArrayDeque<>();
    private final Deque<Timed> timed = new ArrayDeque<>();
    private @Nullable ReplyPlan swapped;
    private long lastDueNs;
    private long linkFreeNs;
    private boolean used;
    private boolean stalled;

    Outbox(LinkState link) {
        this.link = link;
    }

    /** Is due at a time: bytes, or an end. */
    private record Timed(long dueNs, @Nullable ByteBuffer bytes, ReplyPlan.After after) {}

    boolean hasDue() {
        return !due.isEmpty();
    }

    /** Takes out what is due. */
    List<ByteBuffer> takeDue() {
        List<ByteBuffer> taken = new ArrayList<>(due);
        due.clear();
        return taken;
    }

    /** Forgets everything. */
    void clear() {
        due.clear();
        timed.clear();
        swapped = null;
    }

    /** Puts in an answer. */
    void add(List<ByteBuffer> frame, long nowNs) {
        if (timed.isEmpty() && !link.shapes() && swapped == null && !stalled) {
            due.addAll(frame);
            return;
        }
        long latencyNs = link.nextLatencyNs();
        frame.forEach(bytes -> post(bytes, nowNs, latencyNs));
        addSwapped(nowNs);
    }

    /** Puts in an answer that leaves in a way of its own; returns when its last byte does. */
    long add(ReplyPlan plan, long nowNs) {
        if (plan.after() == ReplyPlan.After.SWAP && swapped == null) {
            swapped = plan;
            return nowNs;
        }
        long atNs = nowNs;
        long latencyNs = link.nextLatencyNs();
        for (ReplyPlan.Piece piece : plan.pieces()) {
            atNs += piece.waitNs();
            post(piece.bytes(), atNs, latencyNs);
        }
        addSwapped(nowNs);
        if (plan.after() == ReplyPlan.After.STALL) {
            stalled = true;
        } else if (plan.after() != ReplyPlan.After.GO_ON && plan.after() != ReplyPlan.After.SWAP) {
            end(plan.after(), nowNs);
        }
        return dueNs(atNs);
    }

    /** Ends the connection when all is sent. */
    void end(ReplyPlan.After after, long nowNs) {
        timed.add(new Timed(dueNs(nowNs), null, after));
        stalled = true;
    }

    /** Makes due what is due by now; returns how the connection ends now, or null if it goes on. */
    ReplyPlan.@Nullable After advance(long nowNs) {
        for (Timed next = timed.peek(); next != null && next.dueNs - nowNs <= 0; next = timed.peek()) {
            timed.remove();
            if (next.bytes == null) {
                return next.after;
            }
            due.add(next.bytes);
        }
        return null;
    }

    /** When {@link #advance} has something to do, or {@link Timetable#NEVER}. */
    long nextDueNs() {
        Timed next = timed.peek();
        return next == null ? Timetable.NEVER : next.dueNs;
    }

    private void addSwapped(long nowNs) {
        ReplyPlan waiting = swapped;
        swapped = null;
        if (waiting != null) {
            long latencyNs = link.nextLatencyNs();
            waiting.pieces().forEach(piece -> post(piece.bytes(), nowNs, latencyNs));
        }
    }

    private void post(ByteBuffer bytes, long atNs, long latencyNs) {
        if (stalled) {
            return;
        }
        for (int at = bytes.position(); at < bytes.limit(); ) {
            int count = Math.min(link.sliceBytes(), bytes.limit() - at);
            boolean first = at == bytes.position();
            long startNs = later(first ? atNs : linkFreeNs + link.sliceNs(), linkFreeNs);
            linkFreeNs = startNs + link.transferNs(count);
            lastDueNs = dueNs(linkFreeNs + latencyNs);
            timed.add(new Timed(lastDueNs, bytes.slice(at, count), ReplyPlan.After.GO_ON));
            used = true;
            at += count;
        }
    }

    /** Nothing overtakes what was posted before. */
    private long dueNs(long wantedNs) {
        return later(wantedNs, lastDueNs);
    }

    private long later(long aNs, long bNs) {
        return !used || aNs - bNs > 0 ? aNs : bNs;
    }
}
