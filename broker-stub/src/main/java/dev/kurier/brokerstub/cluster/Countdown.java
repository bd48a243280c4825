package dev.kurier.brokerstub.cluster;

import java.time.Duration;

/** Ends some time after it was first looked at: who starts it knows no time. */
public final class Countdown {
    /** Longer than any test, and far from overflowing. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final long lengthNs;
    private boolean running;
    private long endNs;

    Countdown(Duration length) {
        this.lengthNs = nanosOf(length);
    }

    /** Returns a length of time in nanoseconds, cut to what can be added to any clock. */
    public static long nanosOf(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("duration=" + length + " is negative");
        }
        return (length.compareTo(LONGEST) > 0 ? LONGEST : length).toNanos();
    }

    /** Returns how long it has still to go; 0 or less if it is over. */
    long remainingNs(long nowNs) {
        if (!running) {
            running = true;
            endNs = nowNs + lengthNs;
        }
        return endNs - nowNs;
    }
}
