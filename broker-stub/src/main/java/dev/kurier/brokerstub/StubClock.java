package dev.kurier.brokerstub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Moves the time of a cluster on real sockets that was built with a virtual clock. May be used from any thread. */
public final class StubClock {
    private final AtomicLong nowNs;
    private final Runnable awaitTurn;

    StubClock(AtomicLong nowNs, Runnable awaitTurn) {
        this.nowNs = nowNs;
        this.awaitTurn = awaitTurn;
    }

    /** Returns how much time has been given. */
    public Duration now() {
        return Duration.ofNanos(nowNs.get());
    }

    /**
     * Lets time pass at once; when it returns, what became due has been done and handed to the sockets.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time=" + time + " is negative; a clock does not go back");
        }
        nowNs.addAndGet(time.toNanos());
        awaitTurn.run();
    }
}
