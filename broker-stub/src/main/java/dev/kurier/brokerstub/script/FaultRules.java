package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.protocol.ApiKey;
import java.util.List;
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
        return new FaultBuilder(core, api, 1);
    }

    /** Begins a rule about every request, of that API or of any if it is null, until its handle removes it. */
    public FaultBuilder every(@Nullable ApiKey api) {
        return new FaultBuilder(core, api, Integer.MAX_VALUE);
    }

    /** Returns the seed that chances and delays are drawn from: that of the cluster, unless it was set. */
    public long seed() {
        return core.ask(state -> core.faults().seed());
    }

    /** Sets the seed; rules with a distribution that are in force keep what they had. */
    public void seed(long seed) {
        core.change(state -> core.faults().seed(seed));
    }

    /** Takes all rules out. */
    public void clear() {
        synchronized (core.lock()) {
            core.faults().clear();
        }
    }

    /** Returns how many rules may still strike; spent ones do not count. */
    public int size() {
        return core.ask(state -> core.faults().size());
    }

    /**
     * Demands that every rule that was not removed has struck: as often as it was told, or once if it was told no number.
     *
     * @throws AssertionError naming the rules that have not, and the seed; or with what a callback of the test (a condition,
     *     an editor of bytes, a timed step) or the stub itself has thrown as its cause, if that was not shown yet
     */
    public void assertAllHit() {
        core.showFailure();
        List<String> owed = core.ask(state -> core.faults().owed());
        if (!owed.isEmpty()) {
            throw new AssertionError("rules that did not strike as often as said: " + owed + "; seed="
                    + core.faults().seed());
        }
    }
}
