package dev.kurier.brokerstub.fault;

import java.util.SplittableRandom;

/** Holds one rule of the script and counts how often it struck. Guarded by the cluster's lock. */
public final class FaultRule {
    private final FaultMatch match;
    private final FaultTrigger trigger;
    private final Stage stage;
    private final FaultAction action;
    private final String words;
    private int hits;

    /**
     * Makes a rule.
     *
     * @param words how messages call it
     */
    public FaultRule(FaultMatch match, FaultTrigger trigger, Stage stage, FaultAction action, String words) {
        this.match = match;
        this.trigger = trigger;
        this.stage = stage;
        this.action = action;
        this.words = words;
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

    /** Tells whether it will strike no more. */
    public boolean isSpent() {
        return trigger.isSpent();
    }

    /** Tells whether it has struck less often than was said, or never. */
    boolean isOwed() {
        return trigger.isOwed(hits);
    }

    /** Tells whether this matching request is struck, and counts it. */
    boolean strikes(long nowNs, SplittableRandom random) {
        boolean fires = trigger.fires(nowNs, random);
        if (fires) {
            hits++;
        }
        return fires;
    }

    @Override
    public String toString() {
        return words + " (hits=" + hits + ")";
    }
}
