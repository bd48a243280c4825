package dev.kurier.sender.cluster;

/**
 * Knows since when metadata has been wanted in vain, and when that is reason to start over (KIP-1102).
 *
 * <p>Belongs to the sender's thread.
 */
final class RebootstrapTimer {
    private final MetadataSettings settings;
    private boolean wanting;
    private long sinceNs;

    RebootstrapTimer(MetadataSettings settings) {
        this.settings = settings;
    }

    /** Takes note that metadata is wanted; counts from the first such note since the last answer. */
    void wanted(long nowNs) {
        if (!wanting) {
            restart(nowNs);
        }
    }

    /** Takes note of an answer. */
    void answered() {
        wanting = false;
    }

    /** Counts anew: the producer starts over. */
    void restart(long nowNs) {
        wanting = true;
        sinceNs = nowNs;
    }

    /** Tells whether it is time to start over. */
    boolean isOver(long nowNs) {
        return wanting && settings.rebootstrap() && nowNs - sinceNs > settings.rebootstrapTriggerNs();
    }

    /** For how long metadata has been wanted. */
    long waitedNs(long nowNs) {
        return wanting ? nowNs - sinceNs : 0;
    }

    /** How long until it is time to start over; {@code Long.MAX_VALUE} for never. */
    long nextDelayNs(long nowNs) {
        return wanting && settings.rebootstrap()
                ? Math.max(1, sinceNs - nowNs + settings.rebootstrapTriggerNs() + 1)
                : Long.MAX_VALUE;
    }
}
