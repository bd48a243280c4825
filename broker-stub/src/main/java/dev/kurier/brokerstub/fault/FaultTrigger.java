package dev.kurier.brokerstub.fault;

import java.util.SplittableRandom;

/** Decides which of the matching requests are struck. Guarded by the cluster's lock. */
public final class FaultTrigger {
    private final Terms terms;
    private int remainingSkips;
    private int remainingHits;
    private boolean begun;
    private boolean expired;
    private long endNs;

    /** Makes a trigger that has seen nothing yet. */
    public FaultTrigger(Terms terms) {
        this.terms = terms;
        this.remainingSkips = terms.skips();
        this.remainingHits = terms.times();
    }

    /**
     * Says how many requests are struck, and which.
     *
     * @param skips how many matching requests are let through first
     * @param times how many are struck then; {@link Integer#MAX_VALUE} has no end
     * @param probability of each of those, 0 to 1
     * @param duringNs how long after the first that could be struck; {@link Long#MAX_VALUE} has no end
     */
    public record Terms(int skips, int times, double probability, long duringNs) {
        /** Tells whether a number was said. */
        public boolean isBounded() {
            return times != Integer.MAX_VALUE;
        }
    }

    /** Tells whether it will strike no more. */
    boolean isSpent() {
        return expired || remainingHits == 0;
    }

    /** Tells whether it was said how often to strike, and that has not happened, or it has never struck. */
    boolean isOwed(int hits) {
        return hits == 0 || (terms.isBounded() && remainingHits > 0);
    }

    boolean fires(long nowNs, SplittableRandom random) {
        if (remainingSkips > 0) {
            remainingSkips--;
            return false;
        }
        if (isOver(nowNs) || (terms.probability() < 1 && random.nextDouble() >= terms.probability())) {
            return false;
        }
        if (terms.isBounded()) {
            remainingHits--;
        }
        return true;
    }

    private boolean isOver(long nowNs) {
        if (terms.duringNs() == Long.MAX_VALUE) {
            return false;
        }
        if (!begun) {
            begun = true;
            endNs = nowNs + terms.duringNs();
        }
        expired = endNs - nowNs <= 0;
        return expired;
    }
}
