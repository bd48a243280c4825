package dev.kurier.integrationtests.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.integrationtests.likeness.BothClusters.NewTopic;
import dev.kurier.integrationtests.likeness.BothClusters.Pair;
import dev.kurier.protocol.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Compares the stub with a real cluster of three brokers, where one broker alone could not show how they behave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClustersAgainstKafkaTest {
    private static final int LEADER = 1;
    private static final int FOLLOWER = 2;
    private static final int STRANGER = 3;
    private static final short FIRST_BY_ID = 13;
    private static final short BY_NAME = 12;
    private static final short FIRST_WITH_LEADER_EPOCH = 9;
    private static final short FIRST_WITH_SESSIONS = 7;
    private static final int RECORDS = 3;

    private static final List<Short> PRODUCE = ApiKeys.PRODUCE.allVersions();
    private static final List<Short> FETCH = Sample.versions(4, ApiKeys.FETCH.latestVersion());

    private static final NewTopic TWICE = new NewTopic("twice", 1, 2, Map.of());
    private static final NewTopic MOVED = new NewTopic("moved", 1, 3, Map.of());
    private static final NewTopic DEMANDING = new NewTopic("demanding", 1, 2, Map.of("min.insync.replicas", "3"));
    private BothClusters both;
    private boolean thawed = true;

    @BeforeAll
    void start() throws Exception {
        Map<String, String> settings = Map.of("broker.session.timeout.ms", "9000");
        List<NewTopic> topics = new ArrayList<>(List.of(TWICE, MOVED, DEMANDING));
        for (short version : PRODUCE) {
            topics.add(new NewTopic("left-v" + version, 1, 3, Map.of()));
            topics.add(new NewTopic("slow-v" + version, 1, 3, Map.of()));
            topics.add(new NewTopic("strict-v" + version, 1, 3, Map.of("min.insync.replicas", "3")));
        }
        topics.add(new NewTopic("recreated", 1, 3, Map.of()));
        topics.add(new NewTopic("growing", 1, 3, Map.of()));
        topics.add(new NewTopic("shrunk", 1, 1, Map.of()));
        topics.add(new NewTopic("regrown", 1, 1, Map.of()));
        both = new BothClusters(settings, topics);
        both.produce("twice", 0, LEADER);
        both.produce("moved", 0, LEADER);
        both.kafka().moveLeader("moved", 0, List.of(2, 1, 3));
        both.awaitLeader("moved", 0, 2);
        both.stub().partition("moved", 0).moveLeader(2);
    }

    @AfterEach
    void thaw() {
        if (!thawed) {
            thawed = true;
            both.kafka().broker(STRANGER).thaw();
        }
    }

    @AfterAll
    void close() throws Exception {
        both.close();
    }

    @Test
    void servesConsumersFromFollowersAsKafkaDoes() throws Exception {
        awaitHighWatermark("twice", FOLLOWER);
        List<String> differences = new ArrayList<>();
        for (short version : FETCH) {
            for (int broker : List.of(LEADER, FOLLOWER, STRANGER)) {
                String where = "broker " + broker + ", ";
                Pair pair = both.to(broker);
                for (int offset : List.of(0, 1, RECORDS, RECORDS + 1, -1)) {
                    differences.addAll(pair.differences(
                            where + "offset " + offset,
                            ApiKeys.FETCH,
                            version,
                            session -> fetch(version, "twice", 0, p -> p.setFetchOffset(offset))));
                }
                for (int epoch : List.of(0, 9)) {
                    if (version >= FIRST_WITH_LEADER_EPOCH) {
                        differences.addAll(pair.differences(
                                where + "epoch " + epoch,
                                ApiKeys.FETCH,
                                version,
                                session -> fetch(version, "twice", 0, p -> p.setCurrentLeaderEpoch(epoch))));
                    }
                }
                differences.addAll(pair.differences(
                        where + "rack",
                        ApiKeys.FETCH,
                        version,
                        session -> fetch(version, "twice", 0, p -> {}).setRackId("a")));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void tellsConsumersOfAnOldLeaderAsKafkaDoes() throws Exception {
        awaitHighWatermark("moved", 2);
        awaitHighWatermark("moved", 1);
        awaitHighWatermark("moved", 3);
        List<String> differences = new ArrayList<>();
        for (short version : FETCH) {
            for (int broker : List.of(1, 2, 3)) {
                for (int epoch : List.of(-1, 0)) {
                    if (version >= FIRST_WITH_LEADER_EPOCH || epoch == -1) {
                        differences.addAll(both.to(broker)
                                .differences(
                                        "broker " + broker + ", epoch " + epoch,
                                        ApiKeys.FETCH,
                                        version,
                                        session -> fetch(version, "moved", 0, p -> p.setCurrentLeaderEpoch(epoch))));
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void sendsProducersToTheLeaderAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short version : PRODUCE) {
            for (int broker : List.of(FOLLOWER, STRANGER)) {
                differences.addAll(both.to(broker)
                        .differences(
                                "broker " + broker,
                                ApiKeys.PRODUCE,
                                version,
                                session -> produce(version, "twice", 5_000)));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void takesMinInsyncReplicasAboveTheReplicationFactorAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short version : PRODUCE) {
            differences.addAll(both.to(LEADER)
                    .differences(
                            "demanding", ApiKeys.PRODUCE, version, session -> produce(version, "demanding", 5_000)));
        }
        assertThat(differences).isEmpty();
    }

    /**
     * Freezes broker 3 and lets acks=all wait for it, in every version, each on a connection of its own: until the leader
     * moves, until the time is over, and until the time is over although meanwhile broker 3 was dropped from sync.
     */
    @Test
    void settlesWaitingBatchesAsKafkaDoes() throws Exception {
        both.kafka().broker(STRANGER).freeze();
        thawed = false;
        List<Waiting> left = begin("left", 60_000);
        List<Waiting> strict = begin("strict", 16_000);
        List<Waiting> slow = begin("slow", 200);
        for (Waiting waiting : left) {
            both.awaitAppended(waiting.topic);
            both.stub().partition(waiting.topic, 0).moveLeader(2);
        }
        // All at once: when the controller misses broker 3, the batches are complete without it.
        both.moveKafkasLeaders(left.stream().map(waiting -> waiting.topic).toList(), List.of(2, 1, 3));
        List<String> differences = new ArrayList<>();
        left.forEach(waiting -> differences.addAll(waiting.differences(ErrorCode.NOT_LEADER_OR_FOLLOWER)));
        slow.forEach(waiting -> differences.addAll(waiting.differences(ErrorCode.REQUEST_TIMED_OUT)));
        for (Waiting waiting : strict) {
            both.awaitInSync(waiting.topic, 0, 2);
            both.stub().partition(waiting.topic, 0).shrinkIsr(STRANGER);
        }
        strict.forEach(waiting -> differences.addAll(waiting.differences(ErrorCode.REQUEST_TIMED_OUT)));

        assertThat(differences).isEmpty();
    }

    private List<Waiting> begin(String what, int timeoutMs) throws IOException {
        List<Waiting> all = new ArrayList<>();
        for (short version : PRODUCE) {
            String topic = what + "-v" + version;
            both.stub().partition(topic, 0).replica(STRANGER).stall();
            all.add(new Waiting(topic, version, both.connect(LEADER), produce(version, topic, timeoutMs)));
        }
        return all;
    }

    /** Is a request that both have received and not answered, with another one behind it. */
    private static final class Waiting {
        private final String topic;
        private final short version;
        private final Pair pair;

        Waiting(String topic, short version, Pair pair, ProduceRequestData request) throws IOException {
            this.topic = topic;
            this.version = version;
            this.pair = pair;
            pair.toKafka().begin(ApiKeys.PRODUCE, version, request);
            pair.toStub().begin(ApiKeys.PRODUCE, version, request);
        }

        List<String> differences(ErrorCode expected) {
            try {
                Outcome wanted = pair.toKafka().outcome(ApiKeys.PRODUCE, version);
                Outcome got = pair.toStub().outcome(ApiKeys.PRODUCE, version);
                assertThat(wanted)
                        .as(topic)
                        .isInstanceOfSatisfying(
                                Outcome.Answered.class,
                                answer -> assertThat(
                                                answer.fields().get("responses[0].partitionResponses[0].errorCode"))
                                        .as(topic)
                                        .isEqualTo(String.valueOf(expected.code())));
                return BothClusters.differences(topic, wanted, got);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void tellsSessionsOfAGrowingPartitionAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        int offset = 0;
        for (short version : Sample.versions(FIRST_WITH_SESSIONS, ApiKeys.FETCH.latestVersion())) {
            Pair pair = both.connect(LEADER);
            int from = offset;
            differences.addAll(pair.differences(
                    "opened",
                    ApiKeys.FETCH,
                    version,
                    session -> fetch(version, "growing", 0, p -> p.setFetchOffset(from))
                            .setSessionEpoch(0)));
            both.produce("growing", 0, LEADER);
            differences.addAll(pair.differences("grown", ApiKeys.FETCH, version, session -> on(version, session, 1)));
            differences.addAll(pair.differences("again", ApiKeys.FETCH, version, session -> on(version, session, 2)));
            offset += RECORDS;
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void letsAConsumerWaitOnWhoseRecordsAreDeletedAsKafkaDoes() throws Exception {
        int maxWaitMs = 1_500;

        List<Told> told = deleteWhatIsWaitedWith("shrunk", maxWaitMs, Integer.MAX_VALUE, 0);

        assertThat(BothClusters.differences("deleted", told.get(0).outcome, told.get(1).outcome))
                .isEmpty();
        assertThat(told).allSatisfy(one -> assertThat(one.waitedMs).isGreaterThan(maxWaitMs - 100L));
    }

    @Test
    void tellsAConsumerOfDeletedRecordsWhenItHasBytesEnoughAsKafkaDoes() throws Exception {
        int maxWaitMs = 15_000;

        List<Told> told = deleteWhatIsWaitedWith("regrown", maxWaitMs, 3 * Batches.THREE.sizeInBytes(), 2);

        assertThat(BothClusters.differences("deleted", told.get(0).outcome, told.get(1).outcome))
                .isEmpty();
        assertThat(told).allSatisfy(one -> assertThat(one.waitedMs).isLessThan(maxWaitMs - 5_000L));
    }

    private record Told(Outcome outcome, long waitedMs) {}

    /** Has a consumer read from 0 and wait, deletes the records before 1 and appends batches: at Kafka, then at the stub. */
    private List<Told> deleteWhatIsWaitedWith(String topic, int maxWaitMs, int minBytes, int appended)
            throws IOException {
        both.produce(topic, 0, LEADER);
        Pair waiting = both.connect(LEADER);
        Pair others = both.to(LEADER);
        List<Told> told = new ArrayList<>();
        for (boolean atKafka : List.of(true, false)) {
            WireClient consumer = atKafka ? waiting.toKafka() : waiting.toStub();
            WireClient other = atKafka ? others.toKafka() : others.toStub();
            FetchRequestData atOnce = fetch(BY_NAME, topic, 0, p -> {});
            consumer.ask(ApiKeys.FETCH, BY_NAME, atOnce);
            long beganNs = System.nanoTime();
            consumer.begin(
                    ApiKeys.FETCH,
                    BY_NAME,
                    fetch(BY_NAME, topic, 0, p -> {}).setMaxWaitMs(maxWaitMs).setMinBytes(minBytes));
            other.ask(ApiKeys.FETCH, BY_NAME, atOnce); // gives the other request time to arrive
            other.ask(ApiKeys.DELETE_RECORDS, (short) 2, PartitionSamples.deletion(topic, 0, 1));
            for (int i = 0; i < appended; i++) {
                other.ask(ApiKeys.PRODUCE, FIRST_BY_ID, produce(FIRST_BY_ID, topic, 5_000));
            }
            Outcome outcome = consumer.outcome(ApiKeys.FETCH, BY_NAME);
            told.add(new Told(outcome, (System.nanoTime() - beganNs) / 1_000_000));
        }
        return told;
    }

    @Test
    void tellsSessionsOfATopicThatIsRecreatedAsKafkaDoes() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        List<Short> versions = Sample.versions(FIRST_WITH_SESSIONS, ApiKeys.FETCH.latestVersion());
        for (short version : versions) {
            pairs.add(both.connect(LEADER));
            differences.addAll(pairs.get(pairs.size() - 1)
                    .differences(
                            "opened",
                            ApiKeys.FETCH,
                            version,
                            session -> fetch(version, "recreated", 0, p -> {}).setSessionEpoch(0)));
        }
        both.delete("recreated");
        for (short version : versions) {
            differences.addAll(pairs.get(version - FIRST_WITH_SESSIONS)
                    .differences("deleted", ApiKeys.FETCH, version, session -> on(version, session, 1)));
        }
        both.createAnew("recreated");
        for (short version : versions) {
            differences.addAll(pairs.get(version - FIRST_WITH_SESSIONS)
                    .differences("recreated", ApiKeys.FETCH, version, session -> on(version, session, 2)));
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void refusesToMixNamesAndIdsInASessionAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short opened : List.of((short) 12, FIRST_BY_ID)) {
            Pair pair = both.connect(LEADER);
            short mixed = opened == FIRST_BY_ID ? (short) 12 : FIRST_BY_ID;
            differences.addAll(pair.differences(
                    "opened",
                    ApiKeys.FETCH,
                    opened,
                    session -> fetch(opened, "twice", 0, p -> p.setFetchOffset(RECORDS))
                            .setSessionEpoch(0)));
            differences.addAll(pair.differences("mixed", ApiKeys.FETCH, mixed, session -> on(mixed, session, 1)));
            differences.addAll(pair.differences("kept", ApiKeys.FETCH, opened, session -> on(opened, session, 1)));
        }
        assertThat(differences).isEmpty();
    }

    /** Goes on in a session. */
    private static FetchRequestData on(short version, int sessionId, int epoch) {
        return FetchSamples.request(version).setSessionId(sessionId).setSessionEpoch(epoch);
    }

    /** A broker hears of the high watermark with its next fetch from the leader, or theirs. */
    private void awaitHighWatermark(String topic, int broker) {
        Awaitility.await()
                .until(() -> both.to(broker)
                        .differences(topic, ApiKeys.FETCH, (short) 12, session -> fetch((short) 12, topic, 0, p -> {}))
                        .isEmpty());
    }

    private ProduceRequestData produce(short version, String topic, int timeoutMs) {
        return ProduceSamples.batch(version, topic, both.id(topic), Batches.THREE, 0)
                .setTimeoutMs(timeoutMs);
    }

    private FetchRequestData fetch(short version, String topic, int partition, Consumer<FetchPartition> how) {
        FetchTopic wanted = FetchSamples.topic(version, partition, how);
        return FetchSamples.request(version)
                .setTopics(
                        List.of(version >= FIRST_BY_ID ? wanted.setTopicId(both.id(topic)) : wanted.setTopic(topic)));
    }
}
