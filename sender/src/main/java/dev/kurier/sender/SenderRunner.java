package dev.kurier.sender;

import dev.kurier.accumulator.handover.SleepFlag;
import dev.kurier.sender.transport.Transport;
import java.util.function.LongSupplier;

/**
 * Turns a sender on a thread of its own until it has terminated.
 *
 * <p>The only place behind {@code send} that reads a clock or waits; it waits on the transport.
 */
public final class SenderRunner implements Runnable {
    private final Sender sender;
    private final Transport transport;
    private final SleepFlag sleep;
    private final LongSupplier clock;

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
            sender.fail(cause, clock.getAsLong());
        } finally {
            transport.close();
        }
    }

    private void turn() {
        long nextNs = sender.doWork(clock.getAsLong());
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
    }
}
