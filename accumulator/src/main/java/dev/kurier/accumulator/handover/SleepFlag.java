package dev.kurier.accumulator.handover;

import java.lang.invoke.VarHandle;

/**
 * Wakes a sleeping consumer, and costs a producer nothing while the consumer is awake.
 *
 * <p>The consumer announces its sleep, then looks at all its queues once more, then sleeps; a producer publishes first and
 * then looks at the announcement. Both have a full fence between their write and their look, so at least one of them sees
 * the other: either the consumer finds what was published or the producer finds the announcement. No wake-up is lost; more
 * than one is possible and harmless. Producers never take the announcement back: one that did so and was then descheduled
 * before its wake-up would keep all others silent.
 *
 * <p>{@link #aboutToSleep} and {@link #awake} belong to the consumer; the rest may be called by any thread.
 */
public final class SleepFlag {
    private final Runnable wakeUp;
    private volatile boolean asleep;
    private volatile long untilNs;

    /**
     * Makes a flag.
     *
     * @param wakeUp ends the consumer's sleep; it runs on the waking thread, must not block and
     *     should be cheap when repeated, as {@code Selector.wakeup} is
     */
    public SleepFlag(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /**
     * Announces a sleep. The consumer has to look at its queues once more before it sleeps, and to call {@link #awake}
     * afterwards, whether it slept or not.
     *
     * @param untilNs when the consumer will wake by itself, on the monotonic clock; for a sleep without end a time as far
     *     in the future as comparison by subtraction allows
     */
    public void aboutToSleep(long untilNs) {
        this.untilNs = untilNs;
        asleep = true;
        VarHandle.fullFence();
    }

    /** Says that the consumer is awake and will look at its queues before it announces the next sleep. */
    public void awake() {
        asleep = false;
    }

    /** Wakes the consumer if it sleeps: something has been published that it should see at once. */
    public void wake() {
        VarHandle.fullFence();
        if (asleep) {
            wakeUp.run();
        }
    }

    /** Wakes the consumer if it would sleep beyond {@code deadlineNs}: something has been published that is due then. */
    public void wakeBy(long deadlineNs) {
        VarHandle.fullFence();
        if (asleep && untilNs - deadlineNs > 0) {
            wakeUp.run();
        }
    }
}
