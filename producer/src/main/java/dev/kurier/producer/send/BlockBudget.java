package dev.kurier.producer.send;

import dev.kurier.api.error.InterruptException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Measures out {@code max.block.ms} to the waits of one {@code send}: metadata and memory together.
 *
 * <p>Belongs to one call at a time.
 */
public final class BlockBudget {
    private final LongSupplier clock;
    private final Waiter waiter;
    private final long maxBlockNs;
    private final String call;
    private final String consequence;
    private boolean mayBlock;
    private long blockedNs;

    /** Makes the budget of sends. */
    public BlockBudget(LongSupplier clock, Waiter waiter, long maxBlockNs) {
        this(clock, waiter, maxBlockNs, "send()", "the record was not accepted. Send it again if it is still wanted.");
    }

    private BlockBudget(LongSupplier clock, Waiter waiter, long maxBlockNs, String call, String consequence) {
        this.call = call;
        this.consequence = consequence;
        this.clock = clock;
        this.waiter = waiter;
        this.maxBlockNs = maxBlockNs;
    }

    /** Makes another one with the same limit. */
    public BlockBudget anew() {
        return new BlockBudget(clock, waiter, maxBlockNs, call, consequence);
    }

    /** Makes another one with the same limit, for a call that lists partitions. */
    public BlockBudget ofPartitionsFor() {
        return new BlockBudget(
                clock,
                waiter,
                maxBlockNs,
                "partitionsFor()",
                "nothing has changed. Call it again if it is still wanted.");
    }

    public void begin(boolean blocking) {
        mayBlock = blocking;
        blockedNs = 0;
    }

    /** Tells whether this call may wait at all. */
    public boolean mayBlock() {
        return mayBlock;
    }

    /** How long this call has waited so far. */
    public long blockedNs() {
        return blockedNs;
    }

    public long maxBlockNs() {
        return maxBlockNs;
    }

    /** Until when a wait that begins now may last. */
    public long deadlineNs() {
        return clock.getAsLong() + maxBlockNs - blockedNs;
    }

    /**
     * Waits; returns whether it was done in time.
     *
     * @throws InterruptException if the thread was interrupted; its flag is set again
     */
    public boolean await(BooleanSupplier done, Consumer<Runnable> tellMe, String what) {
        long startNs = clock.getAsLong();
        try {
            return waiter.await(done, tellMe, startNs + maxBlockNs - blockedNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(
                    "the thread was interrupted while " + call + " waited for " + what + "; " + consequence);
        } finally {
            blockedNs += clock.getAsLong() - startNs;
        }
    }
}
