package dev.kurier.sender;

import dev.kurier.accumulator.handover.SleepFlag;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.transport.Transport;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Turns a sender on a thread of its own until it has terminated.
 *
 * <p>The only place behind {@code send} that reads a clock or waits; it waits on the transport.
 */
public final class SenderRunner implements Runnable {
    private static final Logger LOG = ContainedLog.named("kurier.send");
    private static final long FIRST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Sender sender;
    private final Transport transport;
    private final SleepFlag sleep;
    private final LongSupplier clock;
    private long lastNs;
    private boolean interruptTold;

    /**
     * Makes a runner.
     *
     * @param sleep tells callers whether the sender has to be woken
     * @param clock the monotonic clock, in nanoseconds
     */
    public SenderRunner(Sender sender, Transport transport, SleepFlag sleep, LongSupplier clock) {
        this.sender = sender;
        this.transport = transport;
        this.sleep = sleep;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("CatchThrowable") // whatever ends this thread must reach every caller that waits on it
    public void run() {
        try {
            while (!sender.isTerminated()) {
                turn();
            }
        } catch (Throwable cause) {
            fail(cause);
        }
        try {
            transport.close();
        } catch (Throwable e) {
            LOG.warn("the sockets of a producer could not be closed", e);
        }
        awaitCallbacks();
    }

    /** Ends everything, trying for as long as it takes: deliveries that never end are worse than a thread that does not. */
    private void fail(Throwable cause) {
        long pauseNs = FIRST_PAUSE_NS;
        while (!tryToFail(cause)) {
            pause(pauseNs);
            pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
        }
    }

    @SuppressWarnings("CatchThrowable") // tried again
    private boolean tryToFail(Throwable cause) {
        try {
            return sender.fail(cause, nowNs());
        } catch (Throwable e) {
            return false;
        }
    }

    /** Sees to it that the last callbacks run, should there be no thread for them now. */
    private void awaitCallbacks() {
        long delayNs;
        while ((delayNs = sender.startCallbacks(nowNs())) != Long.MAX_VALUE) {
            pause(delayNs);
        }
    }

    /** The time; the last one known if the clock does not tell. */
    @SuppressWarnings("CatchThrowable") // no clock is no reason to leave anybody waiting
    private long nowNs() {
        try {
            lastNs = clock.getAsLong();
        } catch (Throwable e) {
            lastNs += FIRST_PAUSE_NS;
        }
        return lastNs;
    }

    private void pause(long pauseNs) {
        // An interrupt would end every pause at once.
        Thread.interrupted();
        LockSupport.parkNanos(this, Math.max(FIRST_PAUSE_NS, pauseNs));
    }

    private void turn() {
        lastNs = clock.getAsLong();
        long nextNs = sender.doWork(lastNs);
        if (sender.isTerminated()) {
            return;
        }
        sleep.aboutToSleep(nextNs);
        try {
            // What was published before the announcement is seen by this look, what comes after it wakes the poll.
            boolean busy = sender.takeSignals(clock.getAsLong());
            transport.poll(busy ? 0 : nextNs - clock.getAsLong());
        } finally {
            sleep.awake();
        }
        forgetInterrupt();
    }

    /** While a thread is interrupted, a selector returns at once: the sender would spin. */
    private void forgetInterrupt() {
        if (Thread.interrupted() && !interruptTold) {
            interruptTold = true;
            LOG.warn("the sender's thread was interrupted, which it ignores; only close() ends it");
        }
    }
}
