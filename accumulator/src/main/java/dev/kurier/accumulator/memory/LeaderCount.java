package dev.kurier.accumulator.memory;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Counts the leaders that are written to: who has asked for memory in this period or the last, or still holds some.
 *
 * <p>A leader counts from its first record on, and until it was left alone for a period; one that takes its records quickly
 * would otherwise come and go with each of them, and leave its room to a slow one. Partitions without a leader count together,
 * as one, while they hold memory; that moves to the leader's account as soon as one is known. All methods may be called from any thread; the lock is taken once a leader and period.
 */
final class LeaderCount {
    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(10);

    private final Collection<LeaderShare> shares;
    private final LeaderShare unknown;
    private volatile int period;
    private volatile int counted;
    private long periodEndNs;
    private boolean begun;

    LeaderCount(Collection<LeaderShare> shares, LeaderShare unknown) {
        this.shares = shares;
        this.unknown = unknown;
    }

    /** Takes note that the leader is written to. */
    void use(LeaderShare share) {
        int now = period;
        if (share.usedIn != now) {
            share.usedIn = now;
            recount();
        }
    }

    /** Tells whether there are several, one of which must not take all. */
    boolean areSeveral() {
        int known = counted;
        return known > 1 || (known == 1 && unknown.heldBytes() != 0);
    }

    /**
     * Begins the next period if it is time; for one thread.
     *
     * @return how long until then, in nanoseconds; 0 if it has begun now
     */
    long advance(long nowNs) {
        if (begun && periodEndNs - nowNs > 0) {
            return periodEndNs - nowNs;
        }
        // The sender may have slept through several.
        int before = period;
        period = before + (begun ? (int) Math.min(2, 1 + (nowNs - periodEndNs) / PERIOD_NS) : 1);
        begun = true;
        periodEndNs = nowNs + PERIOD_NS;
        recount();
        return 0;
    }

    /** Under the lock, so that the last to count has seen whatever was noted before. */
    private synchronized void recount() {
        int count = 0;
        for (LeaderShare share : shares) {
            if (share != unknown && (period - share.usedIn <= 1 || share.heldBytes() != 0)) {
                count++;
            }
        }
        counted = count;
    }
}
