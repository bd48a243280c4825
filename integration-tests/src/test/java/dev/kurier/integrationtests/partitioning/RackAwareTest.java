package dev.kurier.integrationtests.partitioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds Kurier's choice of partitions in the rack against that of kafka-clients, on one stub with racks. */
class RackAwareTest {
    private static final int PARTITIONS = 8;
    private static final Set<Integer> ALL = Set.of(0, 1, 2, 3, 4, 5, 6, 7);

    private final StubServer stub = StubCluster.builder()
            .brokers(4)
            .racks("a", "b", "a", "b")
            .replicationFactor(4)
            .topic("theirs", PARTITIONS)
            .topic("ours", PARTITIONS)
            .start();

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({"a, true", "a, false", "b, true", "elsewhere, true", "elsewhere, false"})
    void usesThePartitionsThatKafkasClientUses(String rack, boolean adaptive) {
        Map<String, Object> settings = settings(rack);
        settings.put("partitioner.adaptive.partitioning.enable", adaptive);

        sendWithKafkaClients(settings);
        sendWithKurier(settings);

        assertThat(used("theirs")).isEqualTo(ledIn(rack, "theirs"));
        assertThat(used("ours")).isEqualTo(ledIn(rack, "ours"));
    }

    @Test
    void usesAllPartitionsAsKafkasClientDoesWhenNoLeaderIsInTheRack() {
        for (int p = 0; p < PARTITIONS; p++) {
            stub.cluster().partition("theirs", p).moveLeader(2 + p % 2 * 2);
            stub.cluster().partition("ours", p).moveLeader(2 + p % 2 * 2);
        }
        sendWithKafkaClients(settings("a"));
        sendWithKurier(settings("a"));

        assertThat(used("theirs")).isEqualTo(ALL);
        assertThat(used("ours")).isEqualTo(ALL);
    }

    @Test
    void doesTheSameWhenChosenByName() {
        Map<String, Object> settings = settings("a");
        settings.remove("partitioner.rack.aware");
        settings.put("partitioner.class", "rack-aware");

        sendWithKurier(settings);

        assertThat(used("ours")).isEqualTo(ledIn("a", "ours")).isNotEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void followsALeaderThatMovesIntoTheRack(int broker) {
        for (int p = 0; p < PARTITIONS; p++) {
            stub.cluster().partition("ours", p).moveLeader(2);
        }
        try (Producer<String, String> producer = Kurier.producer(settings("a")).build()) {
            send(producer, 100);
            stub.cluster().partition("ours", 5).moveLeader(broker);
            // The first record there is refused with the new leader's name (KIP-951).
            producer.send(ProducerRecord.<String, String>of("ours", "moved").withPartition(5));
            producer.flush();
            long before = stub.cluster().records("ours").size();
            long there = stub.cluster().records("ours", 5).size();

            send(producer, 100);

            long others = stub.cluster().records("ours").size()
                    - before
                    - (stub.cluster().records("ours", 5).size() - there);
            // The partition in use when the news came gets what is left of its share.
            assertThat(others).isLessThan(20);
        }
    }

    private void sendWithKafkaClients(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("key.serializer", StringSerializer.class);
        all.put("value.serializer", StringSerializer.class);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(all)) {
            for (int i = 0; i < 600; i++) {
                producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>("theirs", "value-" + i));
            }
        }
    }

    private static void sendWithKurier(Map<String, Object> settings) {
        try (Producer<String, String> producer = Kurier.producer(settings).build()) {
            send(producer, 600);
        }
    }

    private static void send(Producer<String, String> producer, int count) {
        for (int i = 0; i < count; i++) {
            producer.send(ProducerRecord.of("ours", "value-" + i));
        }
        producer.flush();
    }

    private Map<String, Object> settings(String rack) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                stub.bootstrapServers(),
                "key.serializer",
                "string",
                "value.serializer",
                "string",
                "client.rack",
                rack,
                "partitioner.rack.aware",
                true,
                "batch.size",
                60));
    }

    private Set<Integer> used(String topic) {
        return stub.cluster().records(topic).stream()
                .map(StoredRecord::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The partitions whose leader is in the rack; all if none is. */
    private Set<Integer> ledIn(String rack, String topic) {
        Set<Integer> near = stub.cluster().topic(topic).partitions().stream()
                .filter(partition -> rack.equals(partition.leader() % 2 == 1 ? "a" : "b"))
                .map(partition -> partition.index())
                .collect(Collectors.toCollection(TreeSet::new));
        return near.isEmpty() ? ALL : near;
    }
}
