package dev.kurier.accumulator.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the ended batches whose callbacks have not run yet, and holds senders of records back while there are too many.
 *
 * <p>The thread that ends batches never waits; who would open another batch does, as for memory.
 */
public final class CallbackBacklog {
    private final int maxBatches;
    private final Runnable pause;
    private final Runnable resume;
    private final AtomicInteger batches = new AtomicInteger();

    /**
     * Makes an empty backlog.
     *
     * @param maxBatches at how many waiting batches {@code pause} is called; when they have become fewer, {@code resume}
     */
    public CallbackBacklog(int maxBatches, Runnable pause, Runnable resume) {
        this.maxBatches = maxBatches;
        this.pause = pause;
        this.resume = resume;
    }

    /** How many batches wait now. */
    public int batches() {
        return batches.get();
    }

    /** Takes note of a batch that has ended and of whose end somebody has to be told. */
    public void entered() {
        if (batches.incrementAndGet() == maxBatches) {
            adjust();
        }
    }

    /** Takes note that all were told of a batch that had entered. */
    public void left() {
        if (batches.decrementAndGet() == maxBatches - 1) {
            adjust();
        }
    }

    /** Makes the gate agree with the count: whoever moved the gate last has looked at the count after that. */
    private void adjust() {
        boolean tooMany;
        do {
            tooMany = batches.get() >= maxBatches;
            (tooMany ? pause : resume).run();
        } while (tooMany != batches.get() >= maxBatches);
    }
}
