package dev.kurier.integrationtests.likeness;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.broker.KafkaCluster;
import dev.kurier.integrationtests.broker.KafkaVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitionsCollection;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.replica.RackAwareReplicaSelector;
import org.awaitility.Awaitility;

/** Holds three real brokers and a stub of as many, with the same topics, and asks broker N of both the same things. */
final class BothClusters implements AutoCloseable {
    static final int BROKERS = 3;
    private static final int ADMIN_TIMEOUT_MS = 5_000;

    /** The topics of both; partition 0 has its replicas on the first brokers, led by broker 1, and so on. */
    private final Map<String, Uuid> topicIds = new LinkedHashMap<>();

    private final KafkaCluster kafka;
    private final StubServer stub;
    private final List<WireClient> opened = new ArrayList<>();
    private final Map<Integer, WireClient> toKafka = new HashMap<>();
    private final Map<Integer, WireClient> toStub = new HashMap<>();

    /** Is a topic that both have. */
    record NewTopic(String name, int partitions, int replicationFactor, Map<String, String> configs) {
        /** The replicas of each partition, dealt out in turn. */
        List<List<Integer>> replicas() {
            List<List<Integer>> all = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                List<Integer> replicas = new ArrayList<>();
                for (int i = 0; i < replicationFactor; i++) {
                    replicas.add((partition + i) % BROKERS + 1);
                }
                all.add(replicas);
            }
            return all;
        }
    }

    BothClusters(Map<String, String> overrides, List<NewTopic> topics) throws IOException {
        this(KafkaCluster.start(KafkaVersion.KAFKA_4_4_0, BROKERS, overrides), StubCluster.builder(), topics);
    }

    /** Starts brokers that are in these racks and send consumers to replicas in theirs. */
    static BothClusters inRacks(List<String> racks, List<NewTopic> topics) throws IOException {
        List<Map<String, String>> overrides = racks.stream()
                .map(rack ->
                        Map.of("broker.rack", rack, "replica.selector.class", RackAwareReplicaSelector.class.getName()))
                .toList();
        return new BothClusters(
                KafkaCluster.start(KafkaVersion.KAFKA_4_4_0, overrides),
                StubCluster.builder().racks(racks.toArray(String[]::new)).rackAwareReplicaSelector(true),
                topics);
    }

    private BothClusters(KafkaCluster kafka, StubClusterBuilder builder, List<NewTopic> topics) throws IOException {
        this.kafka = kafka;
        builder.brokers(BROKERS).clusterId(kafka.clusterId()).autoCreateTopics(false);
        for (NewTopic topic : topics) {
            Uuid id = kafka.createTopic(topic.name, topic.replicas(), topic.configs);
            topicIds.put(topic.name, id);
            builder.topic(topic.name, topic.partitions, topic.replicationFactor, topic.configs, stubId(id));
        }
        stub = builder.start();
        for (int id = 1; id <= BROKERS; id++) {
            toKafka.put(id, client(kafka.broker(id).bootstrapServers()));
            toStub.put(id, client(stub.cluster().broker(id).hostPort()));
        }
    }

    KafkaCluster kafka() {
        return kafka;
    }

    StubCluster stub() {
        return stub.cluster();
    }

    Uuid id(String topic) {
        return topicIds.getOrDefault(topic, Scene.UNKNOWN_ID);
    }

    /** Is a connection to one broker of each. */
    record Pair(WireClient toKafka, WireClient toStub) {
        /** Sends the same to both; each answers about its own session. */
        List<String> differences(String what, ApiKeys api, short version, ToRequest request) throws IOException {
            Outcome wanted = toKafka.ask(api, version, request.of(toKafka.sessionId()));
            Outcome got = toStub.ask(api, version, request.of(toStub.sessionId()));
            return BothClusters.differences(what + ", v" + version, wanted, got);
        }
    }

    /** Makes a request, given the session that the broker has opened last on this connection. */
    interface ToRequest {
        ApiMessage of(int sessionId);
    }

    /** Returns the connections to a broker that all share. */
    Pair to(int brokerId) {
        return new Pair(toKafka.get(brokerId), toStub.get(brokerId));
    }

    /** Opens connections to a broker. */
    Pair connect(int brokerId) throws IOException {
        return new Pair(
                client(kafka.broker(brokerId).bootstrapServers()),
                client(stub.cluster().broker(brokerId).hostPort()));
    }

    /** Sends to the leader of both, who must take it. */
    void produce(String topic, int partition, int leader) throws IOException {
        for (WireClient client : List.of(toKafka.get(leader), toStub.get(leader))) {
            client.ask(
                    ApiKeys.PRODUCE,
                    (short) 13,
                    ProduceSamples.batch((short) 13, topic, id(topic), Batches.THREE, partition));
        }
    }

    /** Deletes a topic from both, and waits until real broker 1 knows. */
    void delete(String topic) {
        stub().topic(topic).delete();
        kafka.deleteTopic(topic);
        Awaitility.await()
                .until(() -> metadata(toKafka.get(1), topic).partitions().isEmpty());
    }

    /** Creates a topic of one partition in both, with ids of their own. */
    void createAnew(String topic) {
        stub().createTopic(topic, 1);
        kafka.createTopic(topic, List.of(List.of(1, 2, 3)), Map.of());
        Awaitility.await()
                .until(() -> !metadata(toKafka.get(1), topic).partitions().isEmpty());
    }

    /** Waits until every real broker tells that this one leads. */
    void awaitLeader(String topic, int partition, int leader) {
        Awaitility.await().until(() -> {
            for (WireClient client : toKafka.values()) {
                if (told(client, topic, partition).leaderId() != leader) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Prefers other leaders for partition 0 of these topics of the real cluster; asks broker 1, since others may be frozen. */
    void moveKafkasLeaders(List<String> topics, List<Integer> replicas) throws IOException {
        AlterPartitionReassignmentsRequestData order =
                new AlterPartitionReassignmentsRequestData().setTimeoutMs(ADMIN_TIMEOUT_MS);
        TopicPartitionsCollection elected = new TopicPartitionsCollection();
        for (String topic : topics) {
            order.topics()
                    .add(new ReassignableTopic()
                            .setName(topic)
                            .setPartitions(List.of(new ReassignablePartition()
                                    .setPartitionIndex(0)
                                    .setReplicas(replicas))));
            elected.add(new TopicPartitions().setTopic(topic).setPartitions(List.of(0)));
        }
        WireClient first = toKafka.get(1);
        first.message(ApiKeys.ALTER_PARTITION_REASSIGNMENTS, (short) 0, order);
        first.message(
                ApiKeys.ELECT_LEADERS,
                (short) 2,
                new ElectLeadersRequestData()
                        .setElectionType(ElectionType.PREFERRED.value)
                        .setTopicPartitions(elected)
                        .setTimeoutMs(ADMIN_TIMEOUT_MS));
    }

    /** Waits until broker 1 of both has a first batch in its log of partition 0, seen by consumers or not. */
    void awaitAppended(String topic) {
        Path log = kafka.broker(1).partitionDirectory(topic, 0).resolve("00000000000000000000.log");
        Awaitility.await()
                .until(() -> Files.size(log) > 0 && stub().partition(topic, 0).endOffset() > 0);
    }

    /** Waits until real broker 1, the controller, tells that so many replicas are in sync. */
    void awaitInSync(String topic, int partition, int count) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> told(toKafka.get(1), topic, partition).isrNodes().size() == count);
    }

    private static MetadataResponsePartition told(WireClient client, String topic, int partition) throws IOException {
        return metadata(client, topic).partitions().stream()
                .filter(found -> found.partitionIndex() == partition)
                .findFirst()
                .orElseThrow();
    }

    private static MetadataResponseTopic metadata(WireClient client, String topic) throws IOException {
        MetadataRequestData request = new MetadataRequestData()
                .setTopics(List.of(new MetadataRequestData.MetadataRequestTopic().setName(topic)))
                .setAllowAutoTopicCreation(false);
        MetadataResponseData answer = (MetadataResponseData) client.message(ApiKeys.METADATA, (short) 9, request);
        return answer.topics().find(topic);
    }

    /** Compares two outcomes field by field; each broker listens at its own port. */
    static List<String> differences(String what, Outcome kafka, Outcome stub) {
        if (!(kafka instanceof Outcome.Answered wanted && stub instanceof Outcome.Answered got)) {
            return kafka.equals(stub) ? List.of() : List.of(what + ": Kafka " + kafka + ", the stub " + stub);
        }
        List<String> differences = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(wanted.fields().keySet());
        paths.addAll(got.fields().keySet());
        for (String path : paths) {
            String a = wanted.fields().getOrDefault(path, "nothing");
            String b = got.fields().getOrDefault(path, "nothing");
            if (!a.equals(b) && !path.endsWith(".port") && !path.endsWith("errorMessage")) {
                differences.add(what + ": " + path + ": Kafka says " + a + ", the stub " + b);
            }
        }
        return differences;
    }

    private WireClient client(String hostPort) throws IOException {
        WireClient client = new WireClient(hostPort);
        opened.add(client);
        return client;
    }

    private static dev.kurier.protocol.Uuid stubId(Uuid id) {
        return new dev.kurier.protocol.Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    @Override
    public void close() throws IOException {
        for (WireClient client : opened) {
            client.close();
        }
        stub.close();
        kafka.close();
    }
}
