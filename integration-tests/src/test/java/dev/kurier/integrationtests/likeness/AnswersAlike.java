package dev.kurier.integrationtests.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Sends the same bytes to a real Kafka broker and to a stub of its release, and compares their answers field by field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AnswersAlike {
    private static final int FEWEST_SAMPLES = 5;
    private static final Map<String, Map<String, String>> CONFIGURED = Map.of(
            Scene.COMPACTED, Map.of("cleanup.policy", "compact"),
            Scene.STAMPED, Map.of("message.timestamp.type", "LogAppendTime"));

    private final KafkaVersion version;
    private final short produceVersion;
    private final KnownDifferences known;
    private KafkaBroker kafka;
    private StubServer stub;
    private Scene scene;
    private WireClient toKafka;
    private WireClient toStub;

    /**
     * Compares a release.
     *
     * @param produceVersion a version of Produce that it has
     */
    AnswersAlike(KafkaVersion version, int produceVersion, KnownDifferences known) {
        this.version = version;
        this.produceVersion = (short) produceVersion;
        this.known = known;
    }

    @BeforeAll
    void holdTheSame() throws Exception {
        kafka = KafkaBroker.start(version);
        List<String> topics = topics();
        topics.forEach(topic -> kafka.createTopic(topic, Scene.PARTITIONS));
        CONFIGURED.forEach((topic, configs) -> kafka.createTopic(topic, Scene.PARTITIONS, configs));
        topics.addAll(CONFIGURED.keySet());
        scene = scene(topics);
        StubClusterBuilder builder = StubCluster.builder()
                .emulate(version.toString())
                .clusterId(scene.clusterId())
                .autoCreateTopics(false);
        topics.forEach(topic -> builder.topic(topic, Scene.PARTITIONS, stubId(scene.id(topic))));
        stub = builder.start();
        CONFIGURED.forEach((topic, configs) -> configs.forEach(stub.cluster().topic(topic)::config));
        toKafka = new WireClient(kafka.bootstrapServers());
        toStub = new WireClient(stub.bootstrapServers());
        awaitProducerIds();
        for (WireClient client : List.of(toKafka, toStub)) {
            for (String topic : filled()) {
                fill(client, topic, Batches.THREE);
                fill(client, topic, Batches.TWO);
            }
        }
    }

    private void fill(WireClient client, String topic, MemoryRecords records) throws IOException {
        ProduceRequestData request = ProduceSamples.fill(produceVersion, scene, topic, records);
        ProduceResponseData answer = (ProduceResponseData) client.message(ApiKeys.PRODUCE, produceVersion, request);
        assertThat(answer.responses().iterator().next().partitionResponses())
                .singleElement()
                .returns((short) 0, PartitionProduceResponse::errorCode);
    }

    /** A real broker has no producer ids to give until its controller sent it some. */
    private void awaitProducerIds() {
        InitProducerIdRequestData request =
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(60_000);
        Awaitility.await()
                .until(() ->
                        ((InitProducerIdResponseData) toKafka.message(ApiKeys.INIT_PRODUCER_ID, (short) 4, request))
                                        .errorCode()
                                == 0);
    }

    /** A real broker makes the topics of its coordinators when first asked for one; until then it has none. */
    private void awaitCoordinators() {
        for (byte type : List.of((byte) 0, ClusterSamples.TRANSACTION)) {
            FindCoordinatorRequestData request =
                    new FindCoordinatorRequestData().setKeyType(type).setKey("any");
            Awaitility.await()
                    .until(() -> ((FindCoordinatorResponseData)
                                            toKafka.message(ApiKeys.FIND_COORDINATOR, (short) 3, request))
                                    .errorCode()
                            == 0);
        }
    }

    @AfterAll
    void close() throws Exception {
        toKafka.close();
        toStub.close();
        stub.close();
        kafka.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> answersAsKafkaDoes() throws IOException {
        return served().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(version -> DynamicTest.dynamicTest(
                                entry.getKey() + " v" + version, () -> compare(entry.getKey(), version))));
    }

    @Test
    @Order(2)
    void everyKnownDifferenceIsStillThere() {
        assertThat(known.unneeded()).isEmpty();
    }

    @Test
    void everyVersionServedIsAskedAtLeastFiveTimes() throws IOException {
        served().forEach((api, versions) -> assertThat(versions)
                .allSatisfy(version -> assertThat(samples(api, version))
                        .as(api + " v" + version)
                        .hasSizeGreaterThanOrEqualTo(FEWEST_SAMPLES)));
    }

    @Test
    void advertisesTheVersionsThatKafkaAdvertises() throws IOException {
        Map<Short, String> kafkas = advertised(toKafka);

        kafkas.keySet().retainAll(apisOfTheStub());

        assertThat(advertised(toStub)).hasSizeGreaterThan(5).isEqualTo(kafkas);
    }

    @Test
    void tellsTheLevelOfTheMetadataAsKafkaDoes() throws IOException {
        assertThat(metadataVersion(toStub)).hasSize(version.isKRaft() ? 2 : 0).isEqualTo(metadataVersion(toKafka));
    }

    private static List<String> metadataVersion(WireClient client) throws IOException {
        ApiVersionsResponseData answer = (ApiVersionsResponseData) client.message(
                ApiKeys.API_VERSIONS,
                (short) 3,
                new ApiVersionsRequestData().setClientSoftwareName("a").setClientSoftwareVersion("1"));
        return Stream.concat(
                        answer.supportedFeatures().stream()
                                .filter(feature -> feature.name().equals("metadata.version"))
                                .map(Object::toString),
                        answer.finalizedFeatures().stream()
                                .filter(feature -> feature.name().equals("metadata.version"))
                                .map(Object::toString))
                .toList();
    }

    private void compare(ApiKeys api, short version) throws IOException {
        if (api == ApiKeys.FIND_COORDINATOR) {
            awaitCoordinators();
        }
        List<String> differences = new ArrayList<>();
        for (Sample sample : samples(api, version)) {
            Outcome wanted = toKafka.ask(api, version, sample.in(version, scene.withSession(toKafka.sessionId())));
            Outcome got = toStub.ask(api, version, sample.in(version, scene.withSession(toStub.sessionId())));
            differences.addAll(known.differences(sample, wanted, got));
        }
        differences.addAll(strayDifferences(api, version));
        assertThat(differences).isEmpty();
    }

    /** Sends the first request again, with bytes and tags that its schema does not have. */
    private List<String> strayDifferences(ApiKeys api, short version) throws IOException {
        Sample sample = samples(api, version).get(0);
        List<String> differences = new ArrayList<>();
        for (Stray stray : Stray.values()) {
            if (stray.fits(api, version, sample.in(version, scene))) {
                Outcome wanted = toKafka.ask(api, version, sample.in(version, scene), stray);
                Outcome got = toStub.ask(api, version, sample.in(version, scene), stray);
                known.differences(sample, wanted, got)
                        .forEach(difference -> differences.add(stray + ": " + difference));
            }
        }
        return differences;
    }

    private List<Sample> samples(ApiKeys api, short apiVersion) {
        return Stream.of(
                        ProduceSamples.all(),
                        FetchSamples.all(),
                        SessionSamples.all(),
                        ListOffsetsSamples.all(),
                        ClusterSamples.all(),
                        AdminSamples.all(),
                        ConfigSamples.all(),
                        PartitionSamples.all(),
                        version == KafkaVersion.KAFKA_4_4_0 ? BoundsSamples.all() : List.<Sample>of())
                .flatMap(List::stream)
                .filter(sample -> sample.api() == api && sample.has(apiVersion))
                .toList();
    }

    /**
     * What the stub advertises, as far as there are such versions in kafka-clients: a broker says Produce 0 to 2, too.
     *
     * <p>In the order of the APIs' numbers: topics are listed before each broker has created some of its own.
     */
    private Map<ApiKeys, List<Short>> served() throws IOException {
        Map<ApiKeys, List<Short>> served = new EnumMap<>(ApiKeys.class);
        for (ApiVersionsResponseData.ApiVersion api : apiVersions(toStub)) {
            ApiKeys key = ApiKeys.forId(api.apiKey());
            int oldest = Math.max(api.minVersion(), key.oldestVersion());
            served.put(key, Sample.versions(oldest, api.maxVersion()));
        }
        return served;
    }

    private static Map<Short, String> advertised(WireClient client) throws IOException {
        Map<Short, String> ranges = new HashMap<>();
        apiVersions(client).forEach(api -> ranges.put(api.apiKey(), api.minVersion() + "-" + api.maxVersion()));
        return ranges;
    }

    /** All that a stub of any release knows. */
    private static List<Short> apisOfTheStub() {
        return Arrays.stream(ApiKey.values()).map(ApiKey::id).toList();
    }

    private static Iterable<ApiVersionsResponseData.ApiVersion> apiVersions(WireClient client) throws IOException {
        return ((ApiVersionsResponseData) client.message(ApiKeys.API_VERSIONS, (short) 0, new ApiVersionsRequestData()))
                .apiKeys();
    }

    private static List<String> topics() {
        List<String> topics = new ArrayList<>(List.of(Scene.READ));
        ApiKeys.PRODUCE.allVersions().forEach(version -> topics.add(Scene.producedBy(version)));
        ApiKeys.DELETE_TOPICS.allVersions().forEach(version -> topics.add(Scene.doomed(version)));
        ApiKeys.INCREMENTAL_ALTER_CONFIGS.allVersions().forEach(version -> topics.add(Scene.altered(version)));
        ApiKeys.DELETE_RECORDS.allVersions().forEach(version -> topics.add(Scene.shrunk(version)));
        return topics;
    }

    private static List<String> filled() {
        List<String> topics = new ArrayList<>(List.of(Scene.READ));
        ApiKeys.DELETE_RECORDS.allVersions().forEach(version -> topics.add(Scene.shrunk(version)));
        return topics;
    }

    private Scene scene(List<String> topics) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            Map<String, Uuid> ids = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> ids.put(name, topic.topicId()));
            return new Scene(admin.describeCluster().clusterId().get(), ids, 0);
        }
    }

    private static dev.kurier.protocol.Uuid stubId(Uuid id) {
        return new dev.kurier.protocol.Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
