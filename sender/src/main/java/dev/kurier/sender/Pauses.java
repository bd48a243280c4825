package dev.kurier.sender;

import java.util.concurrent.TimeUnit;

/**
 * Notices that the sender did not run when it wanted to: its process was stopped, its machine suspended or starved.
 *
 * <p>Reads no clock: compares the time of an iteration with the one that the iteration before asked for, and the age of a
 * caller's hint with the fact that hints wake the sender at once. Belongs to the sender's thread.
 */
final class Pauses {
    /** Later than a busy machine lets a thread wait. */
    private static final long NOTICED_NS = TimeUnit.SECONDS.toNanos(1);

    private long lastNs;
    private long dueNs;

    Pauses(long nowNs) {
        lastNs = nowNs;
        dueNs = nowNs + Long.MAX_VALUE / 4;
    }

    /** Takes the end of an iteration, which wants the next at {@code nextNs} at the latest. */
    void expect(long nextNs, long nowNs) {
        lastNs = nowNs;
        dueNs = nextNs;
    }

    /** For how long the sender may not have run before this iteration; 0 if it comes in time. */
    long endedBy(long nowNs) {
        return nowNs - dueNs >= NOTICED_NS ? nowNs - lastNs : 0;
    }

    /** For how long the sender may not have run, given a hint that a caller gave then; 0 if it was taken in time. */
    static long since(long hintNs, long nowNs) {
        return nowNs - hintNs >= NOTICED_NS ? nowNs - hintNs : 0;
    }
}
