package dev.kurier.sender.net;

import java.util.random.RandomGenerator;

/**
 * Draws the waits between attempts: doubling, capped, with 20 % of jitter either way (KIP-580).
 *
 * <p>Each wait is drawn once and then kept by the caller; drawing anew at every look would shorten it.
 */
public final class Backoff {
    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 40;

    private final long initialNs;
    private final long maxNs;
    private final RandomGenerator random;

    /**
     * Makes a back-off.
     *
     * @param initialNs the wait after the first failure; 0 for none
     * @param maxNs the longest wait before jitter; if it is below {@code initialNs} all waits are {@code maxNs}
     */
    public Backoff(long initialNs, long maxNs, RandomGenerator random) {
        this.initialNs = initialNs;
        this.maxNs = maxNs;
        this.random = random;
    }

    /** Draws the wait after that many failures in a row, at least 1. */
    public long delayNs(int failures) {
        if (maxNs <= initialNs) {
            return maxNs;
        }
        double grown = Math.scalb((double) initialNs, Math.min(failures - 1, MAX_DOUBLINGS));
        return (long) (Math.min(grown, maxNs) * random.nextDouble(1 - JITTER, 1 + JITTER));
    }
}
