package dev.kurier.accumulator.memory;

/** Waits for a ticket on behalf of a blocking {@code send}: a thread parks, a simulation turns the sender instead. */
@FunctionalInterface
public interface MemoryWaiter {
    /**
     * Waits until the ticket is settled or the time is over; does not cancel it.
     *
     * @param deadlineNs until when, on the monotonic clock
     * @return whether memory was granted
     * @throws InterruptedException if the thread was interrupted
     */
    boolean await(MemoryTicket ticket, long deadlineNs) throws InterruptedException;
}
