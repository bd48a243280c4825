package dev.kurier.accumulator.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the ended batches whose callbacks have not run yet, and holds senders of records back while there are too many.
 *
 * <p>The thread that ends batches never waits; who would open another batch does, as for memory, and so does who has a record
 * refused of which somebody is to be told. A refused record counts as a batch.
 */
public final class CallbackBacklog {
    private final int maxBatches;
    private final Runnable pause;
    private final Runnable resume;
    private final AtomicInteger batches = new AtomicInteger();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

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

    /** Tells whether there are too many; never after {@link #close}. */
    public boolean isFull() {
        return batches.get() >= maxBatches && !closed;
    }

    /**
     * Names who is to be told once when there are fewer again; told at once if that is so already.
     *
     * @param wake runs on the thread that calls callbacks, perhaps twice; must be short and not throw
     */
    public void onRoom(Runnable wake) {
        held.add(wake);
        if (!isFull()) {
            wake.run();
        }
    }

    /** Holds nobody back any more. */
    public void close() {
        closed = true;
        wakeHeld();
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
        if (!tooMany) {
            wakeHeld();
        }
    }

    private void wakeHeld() {
        Runnable wake;
        while ((wake = held.poll()) != null) {
            wake.run();
        }
    }
}
