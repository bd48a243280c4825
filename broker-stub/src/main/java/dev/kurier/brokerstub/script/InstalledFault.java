package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.FaultRule;

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
    public void remove() {
        synchronized (core.lock()) {
            core.faults().remove(rule);
        }
    }
}
