package dev.kurier.sender.lane;

import dev.kurier.accumulator.SealReason;

/** Says whether all open batches should leave without lingering, as they do from when the producer closes. */
public final class DrainPressure {
    private boolean closing;

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

    public void close() {
        closing = true;
    }
}
