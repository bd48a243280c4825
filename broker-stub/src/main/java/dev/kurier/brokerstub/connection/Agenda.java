package dev.kurier.brokerstub.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what is to happen to the cluster at certain times of the driver's clock, and does it then.
 *
 * <p>A time counts from when the item was entered if the driver has a clock, otherwise from the next tick; that of an item
 * entered by another's action counts from when that one was due. An action that fails is logged and noted, and stops
 * nothing; an error of it is shown to the test. Guarded by the cluster's lock.
 */
public final class Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

    private final Failures failures;
    private final List<Item> untimed = new ArrayList<>();
    private final PriorityQueue<Item> timed = new PriorityQueue<>(Item::compareDue);
    private long entered;
    private @Nullable Item running;

    Agenda(Failures failures) {
        this.failures = failures;
    }

    /**
     * Says when.
     *
     * @param afterNs how long after it began to count
     * @param everyNs how long between one time and the next; 0 for once
     * @param times how often; {@link Integer#MAX_VALUE} has no end
     */
    public record Times(long afterNs, long everyNs, int times) {}

    /** Is one thing that is to happen, once or again and again. */
    public static final class Item {
        private final String name;
        private final Times times;
        private final Runnable action;
        private final long order;
        private long dueNs;
        private int runs;
        private boolean cancelled;
        private @Nullable Throwable failure;

        private Item(String name, Times times, Runnable action, long order) {
            this.name = name;
            this.times = times;
            this.action = action;
            this.order = order;
        }

        /** Returns how often it has happened. */
        public int runs() {
            return runs;
        }

        /** Tells whether it will happen no more. */
        public boolean isOver() {
            return cancelled || runs >= times.times || (times.everyNs == 0 && runs > 0);
        }

        /** Returns why it could not be done the last time, or null. */
        public @Nullable Throwable failure() {
            return failure;
        }

        @Override
        public String toString() {
            return name;
        }

        private int compareDue(Item other) {
            int byTime = Long.signum(dueNs - other.dueNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Enters something. */
    public Item add(String name, Times times, Runnable action) {
        Item item = new Item(name, times, action, entered++);
        if (running == null) {
            untimed.add(item);
        } else {
            begin(item, running.dueNs);
        }
        return item;
    }

    /** Takes something out. */
    public void remove(Item item) {
        item.cancelled = true;
        untimed.remove(item);
        timed.remove(item);
    }

    /** Takes everything out. */
    void clear() {
        untimed.forEach(item -> item.cancelled = true);
        timed.forEach(item -> item.cancelled = true);
        untimed.clear();
        timed.clear();
        if (running != null) {
            running.cancelled = true;
        }
    }

    /** Lets the times of what was entered count from now. */
    void begin(long nowNs) {
        untimed.forEach(item -> begin(item, nowNs));
        untimed.clear();
    }

    private void begin(Item item, long fromNs) {
        item.dueNs = fromNs + item.times.afterNs;
        timed.add(item);
    }

    /** Returns when the next thing is due that is due by now; null if there is none. */
    @Nullable
    Long nextDueNs(long nowNs) {
        begin(nowNs);
        Item next = timed.peek();
        return next == null || next.dueNs - nowNs > 0 ? null : next.dueNs;
    }

    /** Returns when {@link #runNext} has something to do, or {@link Timetable#NEVER}. */
    long nextDueNs() {
        Item next = timed.peek();
        return next == null ? Timetable.NEVER : next.dueNs;
    }

    /** Does what is due first. */
    void runNext() {
        Item item = timed.remove();
        item.runs++;
        running = item;
        try {
            item.failure = null;
            item.action.run();
        } catch (RuntimeException e) {
            item.failure = e;
            LOG.warn("timed step '{}' could not be done: {}", item, e.getMessage());
        } catch (Error e) { // an assertion of the test, or the JVM's trouble: more than a step that came at a bad time
            item.failure = e;
            failures.add("in the timed step '" + item + "'", e);
            LOG.error("timed step '{}' failed", item, e);
        } finally {
            running = null;
        }
        if (!item.isOver()) {
            item.dueNs += item.times.everyNs;
            timed.add(item);
        }
    }
}
