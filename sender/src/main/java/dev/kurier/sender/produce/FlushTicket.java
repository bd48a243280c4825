package dev.kurier.sender.produce;

import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.sender.lane.PartitionLane;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Is one caller's wish that everything accepted so far may end.
 *
 * <p>Covers what the chains held when the sender took the wish up, nothing later, so that it ends however many records
 * follow. Made by the caller, ended by the sender.
 */
public final class FlushTicket extends Ticket {
    private final Map<PartitionLane, Long> marks = new IdentityHashMap<>();
    private final boolean awaitsCallbacks;
    private long healingRecords;

    private FlushTicket(boolean awaitsCallbacks) {
        this.awaitsCallbacks = awaitsCallbacks;
    }

    /** A wish that ends when every record has its outcome and whoever waits for one was told. */
    public static FlushTicket untilTold() {
        return new FlushTicket(true);
    }

    /** A wish that ends when every record has its outcome, whatever callbacks do. */
    public static FlushTicket untilEnded() {
        return new FlushTicket(false);
    }

    boolean awaitsCallbacks() {
        return awaitsCallbacks;
    }

    /** Covers the lane up to that batch. */
    public void cover(PartitionLane lane, long ordinal) {
        marks.put(lane, ordinal);
    }

    /** Takes note of a change; returns whether the wish is fulfilled. */
    public boolean isFulfilledBy(PartitionLane lane) {
        Long mark = marks.get(lane);
        if (mark != null && lane.oldestPending() > mark) {
            marks.remove(lane);
        }
        return marks.isEmpty();
    }

    public boolean isFulfilled() {
        return marks.isEmpty();
    }

    /**
     * How many records, at the end of the flush, had been reported UNKNOWN and were still being sent again, those of earlier
     * sends included; valid once the ticket is done.
     */
    public long healingRecords() {
        return healingRecords;
    }

    /** Takes note of them, before the end. */
    public void healing(long records) {
        healingRecords = records;
    }

    public void finish() {
        end();
    }
}
