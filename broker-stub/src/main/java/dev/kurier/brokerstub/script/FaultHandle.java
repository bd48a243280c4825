package dev.kurier.brokerstub.script;

import java.time.Duration;

/** Refers to a rule of the fault script, in force or spent. May be used from any thread. */
public interface FaultHandle {
    /** Returns how many requests the rule has struck. */
    int hits();

    /** Tells whether it will strike no more: as often as said, or its time is over. */
    boolean isSpent();

    /**
     * Waits until it has struck that often, in all.
     *
     * @param timeout by the system's clock, whatever the cluster's is
     * @throws AssertionError if that has not happened in time, the thread is interrupted, or something has failed in the
     *     stub, such as a condition of a rule: that is the cause then
     */
    void awaitHits(int hits, Duration timeout);

    /** Takes the rule out; requests it has struck already keep their fault. */
    void remove();
}
