package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.GateState;
import java.time.Duration;

/**
 * Holds requests at a stage until a test lets them go on: for interleavings that are exact.
 *
 * <p>What follows on their connections waits behind them. Without sockets, the next {@code tick} does what a release made
 * possible. May be used from any thread.
 */
public final class Gate {
    private final ClusterCore core;
    private final GateState state;
    private final FaultHandle rule;

    Gate(ClusterCore core, GateState state, FaultHandle rule) {
        this.core = core;
        this.state = state;
        this.rule = rule;
    }

    /** Returns how many requests have come here so far, those that went on included. */
    public int arrived() {
        return core.ask(cluster -> state.arrived());
    }

    /** Waits until a request has come here. See {@link #awaitArrived(int, Duration)}. */
    public void awaitArrived(Duration timeout) {
        awaitArrived(1, timeout);
    }

    /**
     * Waits until that many requests, in all, have come here.
     *
     * @param timeout by the system's clock
     * @throws AssertionError if that has not happened in time, the thread is interrupted, or something has failed in the stub
     */
    public void awaitArrived(int requests, Duration timeout) {
        if (!core.awaitUnlessFailed(timeout, () -> state.arrived() >= requests)) {
            throw new AssertionError("arrived=" + arrived() + ", not requests=" + requests + ", within timeout="
                    + timeout + " at the gate of " + rule);
        }
    }

    /** Lets all go on who are here or will come. */
    public void release() {
        core.change(cluster -> state.open());
    }

    /** Lets the one go on that has been here longest; does nothing if nobody is here. */
    public void releaseNext() {
        core.change(cluster -> state.letOne());
    }

    /** Returns the rule that brings requests here. */
    public FaultHandle rule() {
        return rule;
    }
}
