package dev.kurier.accumulator.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the memory that the records for one leader hold, and keeps those who wait for more of it in order.
 *
 * <p>While several leaders are written to, one of them holds at most half of the memory: a slow broker can't take all from
 * the others. A leader that holds nothing may always take one chunk, however large.
 */
public final class LeaderShare {
    private final int leader;
    private final AtomicLong heldBytes = new AtomicLong();

    /** The last period of {@link LeaderCount} in which memory was asked for. */
    volatile int usedIn = Integer.MIN_VALUE / 2;

    /** In order of arrival; guarded by the pool's lock. */
    final Deque<MemoryTicket> waiting = new ArrayDeque<>();

    LeaderShare(int leader) {
        this.leader = leader;
    }

    /** The broker's id, or -1 for partitions whose leader is unknown. */
    public int leader() {
        return leader;
    }

    /** What the leader's records hold now. */
    public long heldBytes() {
        return heldBytes.get();
    }

    /** Charges {@code sizeBytes} unless that passes {@code limitBytes}. */
    boolean charge(int sizeBytes, long limitBytes) {
        long held;
        do {
            held = heldBytes.get();
            if (!mayHold(held, sizeBytes, limitBytes)) {
                return false;
            }
        } while (!heldBytes.compareAndSet(held, held + sizeBytes));
        return true;
    }

    /** Tells whether {@code sizeBytes} more would keep the limit. */
    boolean mayHold(int sizeBytes, long limitBytes) {
        return mayHold(heldBytes.get(), sizeBytes, limitBytes);
    }

    private static boolean mayHold(long held, int sizeBytes, long limitBytes) {
        return held == 0 || held + sizeBytes <= limitBytes;
    }

    /** Charges without asking. */
    void chargeAnyway(int sizeBytes) {
        heldBytes.addAndGet(sizeBytes);
    }

    void uncharge(int sizeBytes) {
        heldBytes.addAndGet(-sizeBytes);
    }
}
