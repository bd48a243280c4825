package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.Gate;
import java.time.Duration;

/** Is a rule that holds requests until somebody says so. May be used from any thread. */
public final class HeldRule implements FaultHandle {
    private final Gate gate;

    HeldRule(Gate gate) {
        this.gate = gate;
    }

    /** Lets all go on who are held or will be. */
    public void release() {
        gate.release();
    }

    @Override
    public int hits() {
        return gate.rule().hits();
    }

    @Override
    public boolean isSpent() {
        return gate.rule().isSpent();
    }

    @Override
    public void awaitHits(int hits, Duration timeout) {
        gate.rule().awaitHits(hits, timeout);
    }

    /** Takes the rule out, and lets go on who is held. */
    @Override
    public void remove() {
        gate.rule().remove();
        gate.release();
    }
}
