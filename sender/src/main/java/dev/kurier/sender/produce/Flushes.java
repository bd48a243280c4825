package dev.kurier.sender.produce;

import dev.kurier.sender.lane.FlushProgress;
import dev.kurier.sender.lane.PartitionLane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Watches over the flushes under way; belongs to the sender's thread. */
final class Flushes implements FlushProgress {
    private final List<FlushTicket> tickets = new ArrayList<>();
    private final Consumer<FlushTicket> onFulfilled;

    /**
     * Makes the watch.
     *
     * @param onFulfilled takes each flush whose records all have their outcome
     */
    public Flushes(Consumer<FlushTicket> onFulfilled) {
        this.onFulfilled = onFulfilled;
    }

    /** Takes up a flush whose lanes are covered. */
    public void begin(FlushTicket ticket) {
        if (ticket.isFulfilled()) {
            onFulfilled.accept(ticket);
        } else {
            tickets.add(ticket);
        }
    }

    @Override
    public void onProgress(PartitionLane lane) {
        if (!tickets.isEmpty()) {
            tickets.removeIf(ticket -> {
                boolean fulfilled = ticket.isFulfilledBy(lane);
                if (fulfilled) {
                    onFulfilled.accept(ticket);
                }
                return fulfilled;
            });
        }
    }

    /** Ends all flushes; nothing is left to wait for. */
    @SuppressWarnings("CatchThrowable") // every flush has to end, if need be without waiting for callbacks
    public void endAll() {
        for (FlushTicket ticket : tickets) {
            try {
                onFulfilled.accept(ticket);
            } catch (Throwable e) {
                ticket.finish();
            }
        }
        tickets.clear();
    }
}
