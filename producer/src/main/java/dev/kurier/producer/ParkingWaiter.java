package dev.kurier.producer;

import dev.kurier.producer.send.Waiter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Waits by parking the calling thread. */
final class ParkingWaiter implements Waiter {
    private final LongSupplier clock;

    ParkingWaiter(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public boolean await(BooleanSupplier done, Consumer<Runnable> tellMe, long deadlineNs) throws InterruptedException {
        Thread caller = Thread.currentThread();
        tellMe.accept(() -> LockSupport.unpark(caller));
        while (!done.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long restNs = deadlineNs - clock.getAsLong();
            if (restNs <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, restNs);
        }
        return true;
    }
}
