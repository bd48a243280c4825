package dev.kurier.brokerstub.connection;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was thrown where nobody could see it, until it is shown to a test.
 *
 * <p>Of those after the first, {@value #MOST_FURTHER} are kept as suppressed ones. Guarded by the cluster's lock.
 */
public final class Failures {
    private static final int MOST_FURTHER = 9;

    private @Nullable AssertionError first;

    Failures() {}

    /**
     * Notes a failure.
     *
     * @param what what could not be done
     */
    void add(String what, Throwable thrown) {
        AssertionError failure = new AssertionError("the broker stub failed " + what + ": " + thrown, thrown);
        AssertionError before = first;
        if (before == null) {
            first = failure;
        } else if (before.getSuppressed().length < MOST_FURTHER) {
            before.addSuppressed(failure);
        }
    }

    /** Tells whether there is something to show. */
    boolean isEmpty() {
        return first == null;
    }

    /** Returns the first with those after it, and forgets them all; null if there is none. */
    @Nullable
    AssertionError take() {
        AssertionError taken = first;
        first = null;
        return taken;
    }
}
