package dev.kurier.sender.net;

/** Keeps until when a broker wants no more requests on a connection (KIP-219); belongs to the sender's thread. */
final class Throttle {
    private final long maxNs;
    private long untilNs;

    Throttle(long maxNs, long nowNs) {
        this.maxNs = maxNs;
        this.untilNs = nowNs;
    }

    /**
     * Takes a demand; an earlier one that lasts longer stands, and none lasts longer than the limit.
     *
     * @return by how much the wait has become longer
     */
    long demand(long waitNs, long nowNs) {
        long longerNs = Math.min(waitNs, maxNs) - delayNs(nowNs);
        if (longerNs <= 0) {
            return 0;
        }
        untilNs = nowNs + Math.min(waitNs, maxNs);
        return longerNs;
    }

    /** How long to wait still. */
    long delayNs(long nowNs) {
        return Math.max(0, untilNs - nowNs);
    }
}
