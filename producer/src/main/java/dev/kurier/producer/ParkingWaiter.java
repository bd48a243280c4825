package dev.kurier.producer;

import dev.kurier.producer.send.Waiter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Waits by parking the calling thread. */
final class ParkingWaiter implements Waiter {
    /** Later than a busy machine lets a thread wait. */
    private static final long PAUSED_NS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier clock;

    ParkingWaiter(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public boolean await(BooleanSupplier done, Consumer<Runnable> tellMe, long deadlineNs) throws InterruptedException {
        Thread caller = Thread.currentThread();
        long endNs = deadlineNs;
        tellMe.accept(() -> LockSupport.unpark(caller));
        while (!done.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long restNs = endNs - clock.getAsLong();
            if (restNs <= 0) {
                return false;
            }
            long parkedNs = clock.getAsLong();
            LockSupport.parkNanos(this, restNs);
            long lateNs = clock.getAsLong() - endNs;
            if (lateNs >= PAUSED_NS) {
                // The process was stopped: the sender had no time either, and gets what was left when the wait began.
                endNs += lateNs + Math.min(lateNs, endNs - parkedNs);
            }
        }
        return true;
    }
}
