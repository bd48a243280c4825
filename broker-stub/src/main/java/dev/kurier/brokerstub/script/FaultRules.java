package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.fault.FaultRule;
import dev.kurier.protocol.ApiKey;
import org.jspecify.annotations.Nullable;

/** Is the fault script of a cluster: where rules begin and end. May be used from any thread. */
public final class FaultRules {
    private final ClusterCore core;

    /** Makes the script of this cluster; for {@code StubCluster}. */
    public FaultRules(ClusterCore core) {
        this.core = core;
    }

    /** Begins a rule about the next request, of that API or of any if it is null. */
    public FaultBuilder next(@Nullable ApiKey api) {
        return new FaultBuilder(api, 1, this::install);
    }

    /** Begins a rule about every request, of that API or of any if it is null, until its handle removes it. */
    public FaultBuilder every(@Nullable ApiKey api) {
        return new FaultBuilder(api, Integer.MAX_VALUE, this::install);
    }

    /** Takes all rules out. */
    public void clear() {
        synchronized (core.lock()) {
            core.faults().clear();
        }
    }

    private FaultHandle install(FaultRule rule) {
        synchronized (core.lock()) {
            core.faults().add(rule);
        }
        return new InstalledFault(core, rule);
    }
}
