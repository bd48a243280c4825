package dev.kurier.brokerstub.look;

import dev.kurier.brokerstub.connection.ClusterCore;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until a cluster shows something, woken by the cluster itself: it never polls. */
public final class Patience {
    private final ClusterCore core;

    /** Waits on a cluster. */
    public Patience(ClusterCore core) {
        this.core = core;
    }

    /**
     * Looks again each time something happened, until what is seen will do.
     *
     * @param look is called under the cluster's lock: must be quick
     * @param view makes of it what the condition wants to see; called without the lock
     * @param instead says of the last view why it will not do
     * @throws AssertionError after that time, or if the thread is interrupted
     */
    public <S, V> V await(
            Supplier<S> look,
            Function<S, V> view,
            Predicate<? super V> enough,
            Duration time,
            Function<V, String> instead) {
        long deadlineNs = System.nanoTime() + time.toNanos();
        while (true) {
            long seen = core.changes();
            V current = view.apply(core.ask(state -> look.get()));
            if (enough.test(current)) {
                return current;
            }
            if (!core.awaitChange(seen, Duration.ofNanos(deadlineNs - System.nanoTime()))) {
                String why = Thread.currentThread().isInterrupted() ? "interrupted while waiting " : "after ";
                throw new AssertionError(why + time + ": " + instead.apply(current));
            }
        }
    }
}
