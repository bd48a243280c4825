package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.cli.stub.json.JsonFields;
import java.util.Map;

/** Reads what is done to topics. */
final class TopicWords {
    private static final String TOPIC = "topic";
    private static final String PARTITIONS = "partitions";

    private TopicWords() {}

    static void addTo(Map<String, StepWords.Reader> table) {
        table.put("createTopic", (step, word, cluster) -> create(step.requiredObject(word), cluster));
        table.put("deleteTopic", (step, word, cluster) -> {
            String name = step.requiredText(word);
            return () -> cluster.topic(name).delete();
        });
        table.put("recreateTopic", (step, word, cluster) -> {
            JsonFields said = step.requiredObject(word);
            String name = said.requiredText(TOPIC);
            int partitions = partitions(said);
            said.done();
            return () -> cluster.topic(name).recreate(partitions);
        });
        table.put("addPartitions", (step, word, cluster) -> {
            JsonFields said = step.requiredObject(word);
            String name = said.requiredText(TOPIC);
            int total = said.requiredNumber(PARTITIONS, 1);
            said.done();
            return () -> cluster.topic(name).createPartitions(total);
        });
        table.put("configureTopic", (step, word, cluster) -> {
            JsonFields said = step.requiredObject(word);
            String name = said.requiredText(TOPIC);
            String key = said.requiredText("key");
            String value = said.requiredText("value");
            said.done();
            return () -> cluster.topic(name).config(key, value);
        });
    }

    /** Reads <code>{"name": "orders", "partitions": 6}</code>. */
    static Runnable create(JsonFields topic, StubCluster cluster) {
        String name = topic.requiredText("name");
        int partitions = partitions(topic);
        topic.done();
        return () -> {
            try {
                cluster.createTopic(name, partitions);
            } catch (IllegalArgumentException e) {
                throw topic.refusal(": " + e.getMessage());
            }
        };
    }

    private static int partitions(JsonFields said) {
        return said.has(PARTITIONS) ? said.requiredNumber(PARTITIONS, 1) : 1;
    }
}
