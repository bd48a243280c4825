package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultHandle;
import java.util.List;

/**
 * Reads a scenario: <code>{"topics": [{"name": "orders", "partitions": 6}], "faults": [...]}</code>.
 *
 * <p>Rules are tried in the order of the file.
 */
public final class Scenario {
    private Scenario() {}

    /**
     * Creates the topics and puts the rules in force.
     *
     * @param name how messages call the document
     * @throws IllegalArgumentException if the document is not a scenario, or a topic can't be created; it may be in
     *     force in part then
     */
    public static List<FaultHandle> install(String name, String json, StubCluster cluster) {
        JsonFields scenario = JsonFields.parse(name, json);
        for (JsonFields topic : scenario.objects("topics")) {
            createTopic(topic, cluster);
        }
        List<JsonFields> faults = scenario.objects("faults");
        scenario.done();
        return faults.stream().map(rule -> FaultWords.install(rule, cluster)).toList();
    }

    /** Creates a topic from <code>{"name": "orders", "partitions": 6}</code>. */
    public static void createTopic(JsonFields topic, StubCluster cluster) {
        String name = topic.requiredText("name");
        int partitions = topic.has("partitions") ? topic.requiredNumber("partitions", 1) : 1;
        topic.done();
        cluster.createTopic(name, partitions);
    }
}
