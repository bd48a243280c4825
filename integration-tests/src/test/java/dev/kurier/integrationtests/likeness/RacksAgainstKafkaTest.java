package dev.kurier.integrationtests.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.integrationtests.likeness.BothClusters.NewTopic;
import dev.kurier.integrationtests.likeness.BothClusters.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Compares to which replicas the stub and a real cluster in three racks send consumers (KIP-392). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RacksAgainstKafkaTest {
    private static final int LEADER = 1;
    private static final int FOLLOWER = 2;
    private static final int STRANGER = 3;
    private static final String FOLLOWERS_RACK = "b";
    private static final List<String> RACKS = List.of("a", FOLLOWERS_RACK, "c", "nowhere", "");
    private static final short FIRST_BY_ID = 13;
    private static final short FIRST_WITH_RACK = 11;
    private static final int RECORDS = 3;
    private static final int LONGER_THAN_A_CLIENT_WAITS_MS = 60_000;
    private static final String TOPIC = "near";
    private static final List<Short> FETCH = Sample.versions(4, ApiKeys.FETCH.latestVersion());

    private BothClusters both;

    @BeforeAll
    void start() throws Exception {
        both = BothClusters.inRacks(List.of("a", FOLLOWERS_RACK, "c"), List.of(new NewTopic(TOPIC, 1, 2, Map.of())));
        both.produce(TOPIC, 0, LEADER);
        Awaitility.await()
                .until(() -> both.to(FOLLOWER)
                        .differences(
                                "copied",
                                ApiKeys.FETCH,
                                FIRST_WITH_RACK,
                                session -> fetch(FIRST_WITH_RACK, "", p -> {}))
                        .isEmpty());
    }

    @AfterAll
    void close() throws Exception {
        both.kafka().broker(FOLLOWER).thaw();
        both.close();
    }

    @Test
    void sendsConsumersToAReplicaInTheirRackAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short version : FETCH) {
            for (int broker : List.of(LEADER, FOLLOWER, STRANGER)) {
                for (String rack : RACKS) {
                    for (int offset : List.of(0, 1, RECORDS, RECORDS + 1, -1)) {
                        differences.addAll(both.to(broker)
                                .differences(
                                        "broker " + broker + ", rack " + rack + ", offset " + offset,
                                        ApiKeys.FETCH,
                                        version,
                                        session -> fetch(version, rack, p -> p.setFetchOffset(offset))));
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void sendsNobodyElsewhereWhoIsWrongAboutTheLeaderAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short version : Sample.versions(FIRST_WITH_RACK, ApiKeys.FETCH.latestVersion())) {
            for (int epoch : List.of(0, 9)) {
                differences.addAll(both.to(LEADER)
                        .differences(
                                "epoch " + epoch,
                                ApiKeys.FETCH,
                                version,
                                session -> fetch(version, FOLLOWERS_RACK, p -> p.setCurrentLeaderEpoch(epoch))));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void sendsReadersOfCommittedRecordsAndThoseWhoWouldWaitElsewhereAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short version : Sample.versions(FIRST_WITH_RACK, ApiKeys.FETCH.latestVersion())) {
            differences.addAll(both.to(LEADER)
                    .differences(
                            "read committed",
                            ApiKeys.FETCH,
                            version,
                            session -> fetch(version, FOLLOWERS_RACK, p -> {}).setIsolationLevel((byte) 1)));
            differences.addAll(both.to(LEADER)
                    .differences(
                            "nothing new",
                            ApiKeys.FETCH,
                            version,
                            session -> fetch(version, FOLLOWERS_RACK, p -> p.setFetchOffset(RECORDS))
                                    .setMaxWaitMs(LONGER_THAN_A_CLIENT_WAITS_MS)));
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void repeatsInASessionWhereToReadAsKafkaDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (short version : Sample.versions(FIRST_WITH_RACK, ApiKeys.FETCH.latestVersion())) {
            Pair pair = both.connect(LEADER);
            differences.addAll(pair.differences(
                    "opened",
                    ApiKeys.FETCH,
                    version,
                    session -> fetch(version, FOLLOWERS_RACK, p -> {}).setSessionEpoch(0)));
            for (int epoch : List.of(1, 2)) {
                differences.addAll(pair.differences(
                        "gone on",
                        ApiKeys.FETCH,
                        version,
                        session -> FetchSamples.request(version)
                                .setRackId(FOLLOWERS_RACK)
                                .setSessionId(session)
                                .setSessionEpoch(epoch)));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void sendsNobodyToAReplicaOutOfSyncAsKafkaDoes() throws Exception {
        assertThat(preferredByKafka()).isEqualTo(FOLLOWER);
        both.kafka().broker(FOLLOWER).freeze();
        both.awaitInSync(TOPIC, 0, 1);
        both.stub().partition(TOPIC, 0).shrinkIsr(FOLLOWER);

        List<String> differences = new ArrayList<>();
        for (short version : Sample.versions(FIRST_WITH_RACK, ApiKeys.FETCH.latestVersion())) {
            differences.addAll(both.to(LEADER)
                    .differences(
                            "out of sync", ApiKeys.FETCH, version, session -> fetch(version, FOLLOWERS_RACK, p -> {})));
        }
        assertThat(differences).isEmpty();
        assertThat(preferredByKafka()).isEqualTo(-1);
    }

    private int preferredByKafka() throws Exception {
        FetchResponseData answer = (FetchResponseData) both.to(LEADER)
                .toKafka()
                .message(ApiKeys.FETCH, FIRST_WITH_RACK, fetch(FIRST_WITH_RACK, FOLLOWERS_RACK, p -> {}));
        return answer.responses().get(0).partitions().get(0).preferredReadReplica();
    }

    private FetchRequestData fetch(short version, String rack, Consumer<FetchPartition> how) {
        FetchTopic wanted = FetchSamples.topic(version, 0, how);
        return FetchSamples.request(version)
                .setRackId(rack)
                .setTopics(
                        List.of(version >= FIRST_BY_ID ? wanted.setTopicId(both.id(TOPIC)) : wanted.setTopic(TOPIC)));
    }
}
