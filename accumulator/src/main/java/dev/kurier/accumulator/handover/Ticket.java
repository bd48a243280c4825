package dev.kurier.accumulator.handover;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Is a wish that one thread hands to another, which ends it once.
 *
 * <p>How the wishing thread waits is its own affair: it may park, poll, or turn the other side by hand.
 */
public abstract class Ticket {
    private volatile boolean done;
    private final AtomicReference<@Nullable Listener> listeners = new AtomicReference<>();

    /** For subclasses. */
    protected Ticket() {}

    /** Tells whether the wish has ended. */
    public final boolean isDone() {
        return done;
    }

    /**
     * Adds someone who is to be told of the end; told at once if it has come already.
     *
     * @param wake runs on the thread that ends the wish, perhaps twice; must be short and not throw
     */
    public final void onDone(Runnable wake) {
        Listener before;
        do {
            before = listeners.get();
        } while (!listeners.compareAndSet(before, new Listener(wake, before)));
        if (done) {
            wake.run();
        }
    }

    /**
     * Ends the wish; what was written before is visible to who sees {@link #isDone}. Tells every listener, then throws what the
     * first has thrown that did; may be repeated.
     */
    @SuppressWarnings("CatchThrowable") // one listener that throws must not leave the others waiting
    protected final void end() {
        done = true;
        Throwable thrown = null;
        for (Listener listener = listeners.get(); listener != null; listener = listener.next()) {
            try {
                listener.wake().run();
            } catch (Throwable e) {
                thrown = thrown == null ? e : thrown;
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    /** Links those who wait; the newest first. */
    private record Listener(Runnable wake, @Nullable Listener next) {}
}
