package dev.kurier.sender.metrics;

/** Counts up; one thread writes, any may read. */
final class Counter {
    private volatile long value;

    /** Adds to the count; for the writing thread only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
    public void add(long amount) {
        value += amount;
    }

    /** The count so far. */
    public long value() {
        return value;
    }
}
