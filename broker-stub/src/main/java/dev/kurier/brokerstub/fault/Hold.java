package dev.kurier.brokerstub.fault;

/** Keeps one request waiting at one stage. Guarded by the cluster's lock. */
public interface Hold {
    /** What {@link #dueNs} returns if time alone does not end the wait. */
    long NEVER = Long.MAX_VALUE;

    /** Nothing to wait for. */
    Hold NONE = until(0, false);

    /** A wait without end. */
    Hold FOREVER = until(NEVER, true);

    /** Tells whether the request may go on. */
    boolean isOver(long nowNs);

    /** Returns when it may go on, or {@link #NEVER}. */
    long dueNs();

    /** Tells whether nothing will ever end the wait. */
    default boolean isForever() {
        return false;
    }

    /** Holds until a time of the driver's clock. */
    static Hold until(long dueNs) {
        return until(dueNs, false);
    }

    private static Hold until(long dueNs, boolean forever) {
        return new Hold() {
            @Override
            public boolean isOver(long nowNs) {
                return !forever && (this == NONE || dueNs - nowNs <= 0);
            }

            @Override
            public long dueNs() {
                return dueNs;
            }

            @Override
            public boolean isForever() {
                return forever;
            }
        };
    }
}
