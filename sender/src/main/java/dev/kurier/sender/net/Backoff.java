package dev.kurier.sender.net;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Draws the waits between attempts: doubling, with 20 % of jitter either way, but never above the limit (KIP-580).
 *
 * <p>At the limit the jitter goes downwards only, and it is drawn also if waits can't grow: a broker that comes back must not
 * meet all its clients at once. Each wait is drawn once and then kept by the caller; drawing anew at every look would shorten it.
 */
public final class Backoff {
    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 40;
    private static final long LEAST_PACE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long initialNs;
    private final long maxNs;
    private final RandomGenerator random;

    /**
     * Makes a back-off.
     *
     * @param initialNs the wait after the first failure; 0 for none
     * @param maxNs the longest wait; if it is not above {@code initialNs} waits don't grow
     */
    public Backoff(long initialNs, long maxNs, RandomGenerator random) {
        this.initialNs = initialNs;
        this.maxNs = maxNs;
        this.random = random;
    }

    /** The same waits, but never none: for requests about the cluster, which would be repeated as fast as brokers respond. */
    public Backoff paced() {
        return new Backoff(Math.max(initialNs, LEAST_PACE_NS), Math.max(maxNs, LEAST_PACE_NS), random);
    }

    /** The shortest of the first waits. */
    long leastNs() {
        return (long) (Math.min(initialNs, maxNs) * (1 - JITTER));
    }

    /** Draws the wait after that many failures in a row, at least 1. */
    public long delayNs(int failures) {
        double grown = Math.min(maxNs, Math.scalb((double) initialNs, Math.min(failures - 1, MAX_DOUBLINGS)));
        double least = grown * (1 - JITTER);
        double most = Math.min(maxNs, grown * (1 + JITTER));
        return (long) (least + (most - least) * random.nextDouble());
    }
}
