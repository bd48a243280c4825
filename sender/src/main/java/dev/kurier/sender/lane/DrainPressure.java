package dev.kurier.sender.lane;

import dev.kurier.accumulator.SealReason;

/**
 * Holds what changes the timing of all partitions: whether open batches leave without lingering, as they do from when the producer
 * closes, and until when nothing expires, as the process did not run.
 */
public final class DrainPressure {
    private boolean closing;
    private boolean spared;
    private long sparedUntilNs;

    public boolean isOn() {
        return closing;
    }

    /**
     * Why a batch is sealed by the sender now.
     *
     * @param hurried whether it leaves early because callers wait for memory
     */
    SealReason reason(boolean hurried) {
        return closing ? SealReason.CLOSE : hurried ? SealReason.MEMORY : SealReason.LINGER;
    }

    void spare(long forNs, long nowNs) {
        if (forNs > sparedNs(nowNs)) {
            spared = true;
            sparedUntilNs = nowNs + forNs;
        }
    }

    /** How long nothing expires, whatever its deadline. */
    long sparedNs(long nowNs) {
        return spared ? Math.max(0, sparedUntilNs - nowNs) : 0;
    }

    public void close() {
        closing = true;
    }
}
