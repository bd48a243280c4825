package dev.kurier.brokerstub.connection;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Knows which connections have something to do: at once, or at a certain time.
 *
 * <p>Entries are hints: a connection that is called without need does nothing. Times are nanoseconds of the driver's
 * clock, compared by subtraction; equal times run in the order they were entered. Guarded by the cluster's lock.
 */
final class Timetable {
    /** What {@link #nextDueNs} returns when nothing is planned. */
    static final long NEVER = Long.MAX_VALUE;

    private final Queue<Connection> ready = new ArrayDeque<>();
    private final PriorityQueue<Entry> planned = new PriorityQueue<>(Entry::compareDue);
    private long entries;

    private record Entry(long dueNs, long order, Connection connection) {
        static int compareDue(Entry a, Entry b) {
            int byTime = Long.signum(a.dueNs - b.dueNs);
            return byTime != 0 ? byTime : Long.compare(a.order, b.order);
        }
    }

    /** Returns the earlier of two times, of which one or both may be {@link #NEVER}. */
    static long earlier(long aNs, long bNs) {
        if (aNs == NEVER || bNs == NEVER) {
            return aNs == NEVER ? bNs : aNs;
        }
        return aNs - bNs < 0 ? aNs : bNs;
    }

    void ready(Connection connection) {
        ready.add(connection);
    }

    void plan(Connection connection, long dueNs) {
        planned.add(new Entry(dueNs, entries++, connection));
    }

    /** Takes the next connection that is ready or due, or returns null. */
    @Nullable
    Connection poll(long nowNs) {
        Connection first = ready.poll();
        if (first != null) {
            return first;
        }
        Entry next = planned.peek();
        if (next == null || next.dueNs - nowNs > 0) {
            return null;
        }
        planned.remove();
        return next.connection;
    }

    long nextDueNs() {
        Entry next = planned.peek();
        return next == null ? NEVER : next.dueNs;
    }
}
