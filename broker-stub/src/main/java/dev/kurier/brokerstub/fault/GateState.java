package dev.kurier.brokerstub.fault;

import java.util.ArrayDeque;
import java.util.Queue;

/** Holds requests until it is opened, and counts them. Guarded by the cluster's lock. */
public final class GateState {
    private final Runnable onArrival;
    private final Queue<Waiter> waiters = new ArrayDeque<>();
    private int arrived;
    private boolean open;

    /**
     * Makes a closed gate.
     *
     * @param onArrival is called whenever a request has arrived
     */
    public GateState(Runnable onArrival) {
        this.onArrival = onArrival;
    }

    private static final class Waiter implements Hold {
        private final Runnable wakeUp;
        private boolean passes;

        Waiter(Runnable wakeUp) {
            this.wakeUp = wakeUp;
        }

        void let() {
            passes = true;
            wakeUp.run();
        }

        @Override
        public boolean isOver(long nowNs) {
            return passes;
        }

        @Override
        public long dueNs() {
            return NEVER;
        }
    }

    Hold arrive(Runnable wakeUp) {
        arrived++;
        onArrival.run();
        if (open) {
            return Hold.NONE;
        }
        Waiter waiter = new Waiter(wakeUp);
        waiters.add(waiter);
        return waiter;
    }

    /** Returns how many requests have come to the gate so far. */
    public int arrived() {
        return arrived;
    }

    /** Lets all through who wait or will come. */
    public void open() {
        open = true;
        while (letOne()) {
            // all of them
        }
    }

    /** Lets the one through that has waited longest; false if nobody waits. */
    public boolean letOne() {
        Waiter first = waiters.poll();
        if (first != null) {
            first.let();
        }
        return first != null;
    }
}
