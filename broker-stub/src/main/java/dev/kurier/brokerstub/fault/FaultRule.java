package dev.kurier.brokerstub.fault;

/** Holds one rule of the script and counts how often it struck. */
public final class FaultRule {
    private final FaultMatch match;
    private final Stage stage;
    private final FaultAction action;
    private int remainingSkips;
    private int remainingHits;
    private int hits;

    /**
     * Makes a rule.
     *
     * @param skips how many matching requests are let through first
     * @param times how many are struck then
     */
    public FaultRule(FaultMatch match, Stage stage, FaultAction action, int skips, int times) {
        this.match = match;
        this.stage = stage;
        this.action = action;
        this.remainingSkips = skips;
        this.remainingHits = times;
    }

    FaultMatch match() {
        return match;
    }

    Stage stage() {
        return stage;
    }

    FaultAction action() {
        return action;
    }

    /** Returns how many requests it struck. */
    public int hits() {
        return hits;
    }

    boolean isSpent() {
        return remainingHits == 0;
    }

    /** Tells whether this matching request is struck, and counts it. */
    boolean strikes() {
        if (remainingSkips > 0) {
            remainingSkips--;
            return false;
        }
        if (remainingHits != Integer.MAX_VALUE) {
            remainingHits--;
        }
        hits++;
        return true;
    }
}
