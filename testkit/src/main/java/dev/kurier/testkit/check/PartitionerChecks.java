package dev.kurier.testkit.check;

import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a partitioner must keep to.
 *
 * @param plugin what is checked
 * @param keys serialized keys to try
 */
public record PartitionerChecks(PluginUnderTest<PartitionerProvider> plugin, List<byte[]> keys) {
    private static final int MANY = 100;
    private static final int ROUNDS = 50;
    private static final int RECORD_BYTES = 100;

    public PartitionerChecks {
        keys = List.copyOf(keys);
    }

    /** All that hold whatever it goes by. */
    public List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "chooses one of the topic's partitions, with nothing of the thread's context class loader",
                this::staysInTheTopic));
        checks.addAll(new ProviderChecks<>(plugin, PartitionerProvider::create, this::chooseAll).all());
        checks.add(new Check("chooses while partitions have no leader, be it none of them", this::bearsMissingLeaders));
        checks.add(new Check("follows a topic that grows and shrinks", this::followsTheTopic));
        checks.add(new Check("chooses on several threads at once", this::isThreadSafe));
        checks.add(new Check("explains its choice", this::explains));
        return checks;
    }

    /** All, for one that sends the records of a key to one partition. */
    public List<Check> allByKey() {
        List<Check> checks = new ArrayList<>(all());
        checks.add(new Check("sends the records of a key to one partition, explained or not", this::goesByKey));
        return checks;
    }

    private void staysInTheTopic() {
        Partitioner partitioner = make();
        for (int partitions : IntStream.concat(IntStream.rangeClosed(1, 12), IntStream.of(MANY))
                .toArray()) {
            chooseAll(partitioner, SampleTopic.of(partitions));
        }
    }

    private void bearsMissingLeaders() {
        for (int partitions : new int[] {1, 2, 5}) {
            SampleTopic whole = SampleTopic.of(partitions);
            for (int missing = 0; missing < partitions; missing++) {
                chooseAll(make(), whole.without(missing));
            }
            Partitioner partitioner = make();
            chooseAll(partitioner, whole);
            chooseAll(partitioner, whole.without(IntStream.range(1, partitions).toArray()));
            chooseAll(partitioner, whole.without(IntStream.range(0, partitions).toArray()));
        }
    }

    private void followsTheTopic() {
        Partitioner partitioner = make();
        for (int partitions : new int[] {3, 9, 2, 1, 6}) {
            chooseAll(partitioner, SampleTopic.of(partitions));
        }
    }

    private void isThreadSafe() throws InterruptedException {
        Partitioner partitioner = make();
        SendingThread.callTogether(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                chooseAll(partitioner, SampleTopic.of(1 + round % 7));
            }
            return partitioner;
        });
    }

    private void explains() {
        Partitioner partitioner = make();
        for (byte[] key : keysAndNone()) {
            SampleTopic topic = SampleTopic.of(3).key(key);
            String words = SendingThread.call(() -> String.valueOf(partitioner.explain(topic)));
            ContractViolation.unless(
                    !words.isBlank() && !words.equals("null"),
                    "explain() gave nothing: say in a few words why it chooses so");
        }
    }

    private void goesByKey() {
        Partitioner partitioner = make();
        for (byte[] key : keys) {
            SampleTopic topic = SampleTopic.of(7).key(key);
            int first = choose(partitioner, topic);
            String words = SendingThread.call(() -> partitioner.explain(topic));
            chooseAll(partitioner, SampleTopic.of(7));
            ContractViolation.unless(
                    first == choose(partitioner, topic) && first == choose(make(), topic),
                    "two records of one key went to different partitions (\"" + words
                            + "\"): their order would be lost."
                            + " If that is meant, say so: the test's isByKey() is false then");
        }
    }

    private void chooseAll(Partitioner partitioner) {
        chooseAll(partitioner, SampleTopic.of(3));
    }

    /** Sends a record of each key and one without, and tells the partitioner what became of them, as the host does. */
    private void chooseAll(Partitioner partitioner, SampleTopic topic) {
        for (byte[] key : keysAndNone()) {
            int partition = choose(partitioner, topic.key(key));
            SendingThread.call(() -> {
                partitioner.onBatchSealed(topic.topic(), partition);
                partitioner.onAppended(topic.topic(), partition, key != null, RECORD_BYTES, true);
                return partition;
            });
        }
    }

    private static int choose(Partitioner partitioner, SampleTopic topic) {
        int partition = SendingThread.call(() -> partitioner.partition(topic));
        ContractViolation.unless(
                partition >= 0 && partition < topic.partitionCount(),
                "it chose partition " + partition + " of a topic with partitions 0 to " + (topic.partitionCount() - 1));
        return partition;
    }

    private List<byte @Nullable []> keysAndNone() {
        List<byte @Nullable []> all = new ArrayList<>(keys);
        all.add(null);
        return all;
    }

    private Partitioner make() {
        return plugin.make(PartitionerProvider::create).plugin();
    }
}
