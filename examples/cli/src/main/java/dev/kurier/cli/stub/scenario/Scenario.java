package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.cli.stub.json.JsonFields;
import java.util.List;

/**
 * Reads a scenario: <code>{"seed": 7, "topics": [...], "faults": [...], "steps": [...]}</code>.
 *
 * <p>Rules are tried in the order of the file.
 */
public final class Scenario {
    private Scenario() {}

    /** Holds what a scenario has put in force. */
    public record Installed(List<FaultHandle> faults, List<Timeline.Step> steps) {
        /** Of no scenario. */
        public static final Installed NOTHING = new Installed(List.of(), List.of());
    }

    /**
     * Creates the topics, puts the rules in force and plans the steps.
     *
     * @param name how messages call the document
     * @throws IllegalArgumentException if the document is not a scenario, or a topic can't be created; it may be in
     *     force in part then
     */
    public static Installed install(String name, String json, StubCluster cluster) {
        JsonFields scenario = JsonFields.parse(name, json);
        if (scenario.has("seed")) {
            cluster.faults().seed(scenario.requiredLong("seed", Long.MIN_VALUE));
        }
        for (JsonFields topic : scenario.objects("topics")) {
            createTopic(topic, cluster);
        }
        List<JsonFields> faults = scenario.objects("faults");
        List<JsonFields> steps = scenario.objects("steps");
        scenario.done();
        return new Installed(
                faults.stream().map(rule -> FaultWords.install(rule, cluster)).toList(),
                steps.stream().map(step -> Steps.plan(step, cluster)).toList());
    }

    /** Creates a topic from <code>{"name": "orders", "partitions": 6}</code>. */
    public static void createTopic(JsonFields topic, StubCluster cluster) {
        TopicWords.create(topic, cluster).run();
    }
}
