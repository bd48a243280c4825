package dev.kurier.producer.send;

import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.delivery.CallbackBacklog;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.ProducerException;

/** Holds back calls whose records are refused while too many callbacks wait to be called, as accepted ones wait for memory. */
public final class CallbackRoom {
    private final RecordAccumulator accumulator;

    public CallbackRoom(RecordAccumulator accumulator) {
        this.accumulator = accumulator;
    }

    /**
     * Waits until somebody can be told of one more refused record.
     *
     * @param refusal why the record is refused
     * @param hasCallback whether it has a callback of its own
     * @throws BufferExhaustedException if the call may not wait, or not any longer: the callback will not be called
     */
    public void await(ProducerException refusal, boolean hasCallback, BlockBudget budget) {
        CallbackBacklog backlog = accumulator.callbackBacklog();
        if (!backlog.isFull() || !(hasCallback || accumulator.isListened())) {
            return;
        }
        if (!budget.mayBlock() || !budget.await(() -> !backlog.isFull(), backlog::onRoom, "earlier callbacks")) {
            BufferExhaustedException full =
                    new BufferExhaustedException("a record was refused, and its callback can't be"
                            + " called: the callbacks of " + backlog.batches()
                            + " batches or refused records wait already."
                            + " Make callbacks faster, or send slower. The record was refused because: "
                            + refusal.getMessage());
            full.addSuppressed(refusal);
            throw full;
        }
    }
}
