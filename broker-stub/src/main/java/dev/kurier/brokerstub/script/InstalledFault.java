package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.FaultRule;
import java.time.Duration;

/** Refers to a rule under its cluster's lock. */
final class InstalledFault implements FaultHandle {
    private final ClusterCore core;
    private final FaultRule rule;

    InstalledFault(ClusterCore core, FaultRule rule) {
        this.core = core;
        this.rule = rule;
    }

    @Override
    public int hits() {
        synchronized (core.lock()) {
            return rule.hits();
        }
    }

    @Override
    public boolean isSpent() {
        synchronized (core.lock()) {
            return rule.isSpent();
        }
    }

    @Override
    public void awaitHits(int hits, Duration timeout) {
        if (!core.awaitUnlessFailed(timeout, () -> rule.hits() >= hits)) {
            throw new AssertionError("not struck hits=" + hits + " times within timeout=" + timeout + ": " + this
                    + "; seed=" + core.faults().seed());
        }
    }

    @Override
    public void remove() {
        synchronized (core.lock()) {
            core.faults().remove(rule);
        }
    }

    @Override
    public String toString() {
        synchronized (core.lock()) {
            return rule.toString();
        }
    }
}
