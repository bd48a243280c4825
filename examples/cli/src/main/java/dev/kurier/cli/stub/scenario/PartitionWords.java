package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubPartition;
import dev.kurier.cli.stub.json.JsonFields;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what is done to one partition: an object with {@code topic}, {@code partition} and what else is needed. */
final class PartitionWords {
    private static final String BROKER = "broker";
    private static final String BROKERS = "brokers";

    private PartitionWords() {}

    static void addTo(Map<String, StepWords.Reader> table) {
        put(table, "moveLeader", said -> {
            int broker = said.requiredNumber(BROKER, 1);
            return partition -> partition.moveLeader(broker);
        });
        put(table, "electUnclean", said -> {
            int broker = said.requiredNumber(BROKER, 1);
            return partition -> partition.electUnclean(broker);
        });
        put(table, "leaderless", said -> {
            if (!said.has("forMs")) {
                return StubPartition::leaderless;
            }
            Duration time = said.requiredMillis("forMs");
            return partition -> partition.leaderless(time);
        });
        put(table, "staleMetadata", said -> {
            Duration time = said.requiredMillis("forMs");
            int[] behind = ids(said);
            return partition -> partition.staleMetadataFor(time, behind);
        });
        put(table, "shrinkIsr", said -> {
            int[] leaving = ids(said);
            if (leaving.length == 0) {
                throw said.refusal(BROKERS, " is missing; the brokers that leave are needed");
            }
            return partition -> partition.shrinkIsr(leaving);
        });
        put(table, "deleteRecords", said -> {
            long before = said.requiredLong("beforeOffset", 0);
            return partition -> partition.deleteRecords(before);
        });
        put(table, "loseProducerState", said -> StubPartition::loseProducerState);
        addReplicasTo(table);
    }

    private static void addReplicasTo(Map<String, StepWords.Reader> table) {
        put(table, "stallReplica", said -> {
            int broker = said.requiredNumber(BROKER, 1);
            return partition -> partition.replica(broker).stall();
        });
        put(table, "resumeReplica", said -> {
            int broker = said.requiredNumber(BROKER, 1);
            return partition -> partition.replica(broker).resume();
        });
        put(table, "lagReplica", said -> {
            int broker = said.requiredNumber(BROKER, 1);
            Duration lag = said.requiredMillis("lagMs");
            return partition -> partition.replica(broker).lagBy(lag);
        });
        put(table, "catchUpReplica", said -> {
            int broker = said.requiredNumber(BROKER, 1);
            long offset = said.requiredLong("offset", 0);
            return partition -> partition.replica(broker).catchUpTo(offset);
        });
    }

    private static int[] ids(JsonFields said) {
        return said.numbers(BROKERS).stream().mapToInt(Integer::intValue).toArray();
    }

    private static void put(
            Map<String, StepWords.Reader> table, String word, Function<JsonFields, Consumer<StubPartition>> reader) {
        table.put(word, (step, field, cluster) -> read(step.requiredObject(field), cluster, reader));
    }

    private static Runnable read(
            JsonFields said, StubCluster cluster, Function<JsonFields, Consumer<StubPartition>> reader) {
        String topic = said.requiredText("topic");
        int index = said.requiredNumber("partition", 0);
        Consumer<StubPartition> change = reader.apply(said);
        said.done();
        return () -> change.accept(cluster.partition(topic, index));
    }
}
