package dev.kurier.sender.lane;

import dev.kurier.accumulator.SealReason;
import org.jspecify.annotations.Nullable;

/** Says whether open batches should leave without lingering: callers wait for memory, or the producer closes. */
public final class DrainPressure {
    private @Nullable SealReason reason;
    private boolean forGood;

    public boolean isOn() {
        return reason != null;
    }

    public SealReason reason() {
        if (reason == null) {
            throw new IllegalStateException("there is no pressure");
        }
        return reason;
    }

    /** Returns whether pressure has begun. */
    public boolean set(@Nullable SealReason newReason) {
        if (forGood) {
            return false;
        }
        boolean began = reason == null && newReason != null;
        reason = newReason;
        return began;
    }

    public void forGood(SealReason lastReason) {
        reason = lastReason;
        forGood = true;
    }
}
