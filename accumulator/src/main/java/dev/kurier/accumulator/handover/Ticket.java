package dev.kurier.accumulator.handover;

import org.jspecify.annotations.Nullable;

/**
 * Is a wish that one thread hands to another, which ends it once.
 *
 * <p>How the wishing thread waits is its own affair: it may park, poll, or turn the other side by hand.
 */
public abstract class Ticket {
    private volatile boolean done;
    private volatile @Nullable Runnable listener;

    /** For subclasses. */
    protected Ticket() {}

    /** Tells whether the wish has ended. */
    public final boolean isDone() {
        return done;
    }

    /**
     * Names who is to be told of the end; told at once if it has come already.
     *
     * @param wake runs on the thread that ends the wish, perhaps twice; must be short and not throw
     */
    public final void onDone(Runnable wake) {
        listener = wake;
        if (done) {
            wake.run();
        }
    }

    /** Ends the wish; what was written before is visible to who sees {@link #isDone}. */
    protected final void end() {
        done = true;
        Runnable wake = listener;
        if (wake != null) {
            wake.run();
        }
    }
}
