package dev.kurier.integrationtests.partitioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.client.Kcat;
import dev.kurier.producer.Kurier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Has kcat and Kurier write the same keys, and compares their partitions. */
class LibrdkafkaPartitionersTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());
    private static final int PARTITIONS = 97;
    private static final String[] AT_ONCE = {"-X", "sticky.partitioning.linger.ms=0"};

    private final Random random = new Random(SEED);
    private final StubServer stub = StubCluster.builder()
            .topic("theirs", PARTITIONS)
            .topic("ours", PARTITIONS)
            .start();
    private final Kcat kcat = Kcat.orSkip(stub.bootstrapServers());

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "consistent, consistent",
        "consistent_random, consistent-random",
        "consistent_random, consistent_random",
        "murmur2, murmur2",
        "murmur2_random, murmur2-random",
        "murmur2_random, default",
        "fnv1a, fnv1a",
        "fnv1a_random, fnv1a-random",
    })
    void putsKeysWhereKcatPutsThem(String theirs, String ours) {
        List<String> keys = keys(400);

        produceWithKcat(theirs, keys);
        produceWithKurier(ours, keys);

        assertThat(partitionsByKey("ours"))
                .as("-Dkurier.seed=%d", SEED)
                .hasSize(400)
                .isEqualTo(partitionsByKey("theirs"));
    }

    @ParameterizedTest
    @CsvSource({"murmur2, murmur2", "murmur2_random, murmur2-random", "fnv1a, fnv1a", "fnv1a_random, fnv1a-random"})
    void putsTheEmptyKeyWhereKcatPutsIt(String theirs, String ours) {
        List<String> empty = List.of("", "", "");

        produceWithKcat(theirs, empty);
        produceWithKurier(ours, empty);

        assertThat(partitionsByKey("ours")).containsOnlyKeys("").isEqualTo(partitionsByKey("theirs"));
    }

    @Test
    void spreadsTheEmptyKeyAsKcatDoesByDefault() {
        List<String> empty = java.util.Collections.nCopies(200, "");

        produceWithKcat("consistent_random", empty);
        produceWithKurier("consistent-random", empty);

        assertThat(partitionsUsed("theirs")).isGreaterThan(50);
        assertThat(partitionsUsed("ours")).as("-Dkurier.seed=%d", SEED).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"consistent", "murmur2", "fnv1a"})
    void putsRecordsWithoutAKeyWhereKcatPutsThem(String partitioner) {
        kcat.produce("theirs", List.of("a", "b", "c"), with(AT_ONCE, "-X", "topic.partitioner=" + partitioner));
        List<String> none = new ArrayList<>();
        none.add(null);
        produceWithKurier(partitioner, none);

        assertThat(partitionsUsed("theirs")).isEqualTo(1);
        assertThat(partitionsByKey("ours")).isEqualTo(partitionsByKey("theirs"));
    }

    private void produceWithKcat(String partitioner, List<String> keys) {
        kcat.produce(
                "theirs",
                keys.stream().map(key -> key + "\tv").toList(),
                with(AT_ONCE, "-K", "\t", "-X", "topic.partitioner=" + partitioner));
    }

    private void produceWithKurier(String partitioner, List<String> keys) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stub.bootstrapServers(),
                "key.serializer",
                "string",
                "value.serializer",
                "string",
                "partitioner.class",
                partitioner);
        try (Producer<String, String> producer = Kurier.producer(settings).build()) {
            keys.forEach(key -> producer.send(ProducerRecord.of("ours", key, "v")));
            producer.flush();
        }
    }

    /** The partition of each key; fails if one key has two. */
    private Map<String, Integer> partitionsByKey(String topic) {
        Map<String, Integer> partitions = new HashMap<>();
        for (StoredRecord record : stub.cluster().records(topic)) {
            Integer before = partitions.put(record.keyText(), record.partition());
            assertThat(before).as(record.keyText()).isIn(null, record.partition());
        }
        return partitions;
    }

    private long partitionsUsed(String topic) {
        return stub.cluster().records(topic).stream()
                .map(StoredRecord::partition)
                .collect(Collectors.toSet())
                .size();
    }

    /** Different keys of 1 to 30 letters, of one to four bytes each in UTF-8. */
    private List<String> keys(int count) {
        return random.ints(1, 31)
                .mapToObj(length -> random.ints(length, 0x21, 0x1f680)
                        .map(letter -> random.nextBoolean() ? 0x21 + letter % 0x5e : letter)
                        .filter(letter -> Character.isDefined(letter)
                                && (letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE)
                                && !Character.isISOControl(letter))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .filter(key -> !key.isEmpty())
                .distinct()
                .limit(count)
                .toList();
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
