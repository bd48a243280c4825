package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads steps: what happens to the cluster, and when by its clock.
 *
 * <p><code>{"at": "5s", "kill": 2}</code>, <code>{"at": "1s", "every": "10s", "times": 3, "pause": 1}</code>.
 */
public final class Steps {
    private Steps() {}

    /** Returns every word that names what a step does. */
    public static Set<String> words() {
        return StepWords.words();
    }

    /**
     * Does a step that has no time now, or plans it.
     *
     * @return the planned step, or null if it has been done
     * @throws ScenarioException if a word is not known or missing; nothing is done then
     * @throws IllegalArgumentException if what is to be done now can't be
     */
    public static Timeline.@Nullable Step now(JsonFields step, StubCluster cluster) {
        if (step.has("at") || step.has("every")) {
            return plan(step, cluster);
        }
        Runnable action = StepWords.read(step, cluster);
        step.done();
        action.run();
        return null;
    }

    /** Plans a step; one that has no time is for the start. */
    static Timeline.Step plan(JsonFields step, StubCluster cluster) {
        Duration at = step.time("at");
        Duration every = step.time("every");
        Integer times = step.has("times") ? step.requiredNumber("times", 1) : null;
        if (every == null && times != null) {
            throw step.refusal("times", "=" + times + " needs every, the time between");
        }
        if (every != null && every.isZero()) {
            throw step.refusal("every", "=0 is not allowed: 1ms or more");
        }
        Runnable action = StepWords.read(step, cluster);
        step.done();
        String name = String.join(" ", step.names()) + " of " + step.path();
        Duration first = at == null ? every == null ? Duration.ZERO : every : at;
        return every == null
                ? cluster.timeline().at(first, name, action)
                : cluster.timeline().every(first, every, times == null ? Integer.MAX_VALUE : times, name, action);
    }
}
