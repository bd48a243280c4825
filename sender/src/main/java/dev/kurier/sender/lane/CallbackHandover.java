package dev.kurier.sender.lane;

import dev.kurier.accumulator.delivery.BatchOutcome;

/** Takes batches whose outcome somebody waits for, one hand-over a batch, and calls them away from the sender. */
public interface CallbackHandover {
    /** Takes a finished batch; never blocks. */
    void handOver(BatchOutcome outcome);

    /** Runs {@code action} once everything handed over before has been called; never blocks. */
    void afterAll(Runnable action);

    /**
     * Sees to it that what waits will be called, should that not have been possible before; never blocks. For the sender.
     *
     * @return after how many nanoseconds to ask again, {@code Long.MAX_VALUE} for not before something is handed over
     */
    default long startOverdue(long nowNs) {
        return Long.MAX_VALUE;
    }
}
