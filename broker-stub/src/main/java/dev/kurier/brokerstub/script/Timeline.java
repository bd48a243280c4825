package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.Agenda;
import dev.kurier.brokerstub.connection.ClusterCore;
import java.time.Duration;

/**
 * Is what happens to a cluster by itself, at times of its own clock: kill a broker after five seconds, restart it after ten.
 *
 * <p>A time counts from the moment the step was made, or from the start of a cluster that has not begun to run; that of a step
 * made by another step counts from when that one was due. So no step is made too late, however long the cluster has been
 * running. When the clock jumps over the times of several steps, they happen at once, in the order of their times, a repeated
 * one as often as it was due; those of the same time in the order they were made. What a step does may be anything that is
 * done to a cluster; it runs under the cluster's lock and must not wait. An exception is logged and told by {@link Step#failure}; an error, such as
 * one of an assertion, is thrown in the test as well, by whatever waits on the cluster next, or at its end. May be used from
 * any thread.
 */
public final class Timeline {
    private final ClusterCore core;

    /** Makes the timeline of this cluster; for {@code StubCluster}. */
    public Timeline(ClusterCore core) {
        this.core = core;
    }

    /** Does something once, after that time. */
    public Step at(Duration time, String name, Runnable action) {
        return add(name, new Agenda.Times(notNegative("at", time), 0, 1), action);
    }

    /** Does something after that time, and again each interval, without end. */
    public Step every(Duration time, Duration interval, String name, Runnable action) {
        return every(time, interval, Integer.MAX_VALUE, name, action);
    }

    /** Does something after that time, and again each interval, so many times in all. */
    public Step every(Duration time, Duration interval, int times, String name, Runnable action) {
        StruckRequests.atLeast(1, "interval in milliseconds", interval.toMillis());
        int count = (int) StruckRequests.atLeast(1, "times", times);
        return add(name, new Agenda.Times(notNegative("at", time), interval.toNanos(), count), action);
    }

    private Step add(String name, Agenda.Times times, Runnable action) {
        Agenda.Item[] item = new Agenda.Item[1];
        core.change(state -> item[0] = core.plan(name, times, action));
        return new Step(core, item[0]);
    }

    private static long notNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + "=" + time + " is negative; 0 or more is allowed");
        }
        return time.toNanos();
    }

    /** Refers to one step. May be used from any thread. */
    public static final class Step {
        private final ClusterCore core;
        private final Agenda.Item item;

        private Step(ClusterCore core, Agenda.Item item) {
            this.core = core;
            this.item = item;
        }

        /** Returns how often it has happened. */
        public int runs() {
            return core.ask(state -> item.runs());
        }

        /** Tells whether it will happen no more. */
        public boolean isOver() {
            return core.ask(state -> item.isOver());
        }

        /** Returns why it could not be done the last time; empty if it could. */
        public String failure() {
            return core.ask(state -> {
                Throwable failure = item.failure();
                return failure == null ? "" : String.valueOf(failure.getMessage());
            });
        }

        /**
         * Waits until it has happened so often.
         *
         * @param timeout by the system's clock, whatever the cluster's is
         * @throws AssertionError if that has not happened in time, the thread is interrupted, or something has failed in
         *     the stub
         */
        public void awaitRuns(int runs, Duration timeout) {
            if (!core.awaitUnlessFailed(timeout, () -> item.runs() >= runs)) {
                throw new AssertionError("step '" + item + "' happened " + runs() + " times, not " + runs
                        + ", within timeout=" + timeout);
            }
        }

        /** Takes it out. */
        public void remove() {
            core.change(state -> core.agenda().remove(item));
        }

        @Override
        public String toString() {
            return item.toString();
        }
    }
}
