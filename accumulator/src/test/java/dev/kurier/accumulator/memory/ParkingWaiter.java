package dev.kurier.accumulator.memory;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Waits by parking the calling thread. */
public final class ParkingWaiter implements MemoryWaiter {
    private final LongSupplier clockNs;

    /**
     * Makes a waiter.
     *
     * @param clockNs the monotonic clock that deadlines refer to
     */
    public ParkingWaiter(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    @Override
    public boolean await(MemoryTicket ticket, long deadlineNs) throws InterruptedException {
        Thread caller = Thread.currentThread();
        ticket.onSettled(() -> LockSupport.unpark(caller));
        while (ticket.isWaiting()) {
            long restNs = deadlineNs - clockNs.getAsLong();
            if (restNs <= 0) {
                break;
            }
            LockSupport.parkNanos(ticket, restNs);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for " + ticket.sizeBytes() + " bytes");
            }
        }
        return ticket.isGranted();
    }
}
