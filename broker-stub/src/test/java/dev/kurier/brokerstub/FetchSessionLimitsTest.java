package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchRequest.ForgottenTopic;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.fetch.FetchResponse.EpochEndOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the rules of fetch sessions (KIP-227) end: to the nanosecond, to the byte, and when requests contradict themselves. */
class FetchSessionLimitsTest {
    private static final long TWO_MINUTES = 120_000_000_000L;
    private static final short BY_NAME = 12;
    private static final short BY_ID = 13;

    private final StubCluster cluster = StubCluster.builder()
            .brokers(2)
            .topic("t", 3)
            .topic("single", 2, 1, Map.of())
            .fetchSessionSlots(2)
            .build();
    private final TestClient producer = new TestClient(cluster, 1);
    private final TestClient client = new TestClient(cluster, 1);
    private int maxWaitMs;
    private int maxBytes = 1 << 20;

    FetchSessionLimitsTest() {
        IntStream.range(0, 3).forEach(index -> cluster.partition("t", index).moveLeader(1));
    }

    @Test
    void givesNoPlaceOfASessionThatWasUnusedForTwoMinutesAndNoLonger() {
        open(0, 1);
        open(0, 1);

        client.at(TWO_MINUTES);
        assertThat(open(0, 1).sessionId()).isZero();
        client.at(TWO_MINUTES + 1);
        assertThat(open(0, 1).sessionId()).isPositive();
    }

    @Test
    void givesNoPlaceOfASmallerSessionThatIsTwoMinutesOldAndNoOlder() {
        int first = open(0, 1).sessionId();
        int second = open(0, 1).sessionId();
        client.at(TWO_MINUTES);
        ask(first, 1);
        ask(second, 1);
        assertThat(open(0, 2).sessionId()).isZero();

        client.at(TWO_MINUTES + 1);
        ask(first, 2);
        assertThat(open(0, 2).sessionId()).isPositive();
        assertThat(ask(second, 2).errorCode()).as("was not old when last used").isZero();
    }

    @Test
    void closesTheSessionThatAClientGivesUpForAnother() {
        int before = open(0, 1).sessionId();

        int after = ask(request(before, 0, topic(wanted(0, 0)), List.of())).sessionId();

        assertThat(after).isPositive().isNotEqualTo(before);
        assertThat(ask(before, 1).errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void endsASessionThatReadsNothingAnyMore() {
        int session = open(0, 1).sessionId();

        FetchResponse last = ask(request(session, 1, List.of(), forgotten(0)));

        assertThat(last.errorCode()).isZero();
        assertThat(last.sessionId()).isZero();
        assertThat(ask(session, 2).errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void forgetsAPartitionThatIsChangedAndForgottenAtOnce() {
        int session = open(0, 2).sessionId();
        ask(request(session, 1, topic(wanted(1, 0)), forgotten(1)));
        producer.produce("t", 1, Batches.plain("a"));

        assertThat(indexes(ask(session, 2))).isEmpty();
    }

    @Test
    void strikesNoPartitionThatTheRequestForgets() {
        int session = open(0, 2).sessionId();
        FaultHandle rule = cluster.next(ApiKey.FETCH).topic("t").partition(1).fail(ErrorCode.KAFKA_STORAGE_ERROR);

        ask(request(session, 1, List.of(), forgotten(1)));

        assertThat(rule.hits()).isZero();
    }

    @Test
    void failsPartitionsAndNotTheSessionWithErrorsOfPartitions() {
        int session = open(0, 2).sessionId();
        cluster.next(ApiKey.FETCH).fail(ErrorCode.KAFKA_STORAGE_ERROR);

        FetchResponse struck = ask(session, 1);

        assertThat(struck.errorCode()).isZero();
        assertThat(errors(struck)).containsExactly(ErrorCode.KAFKA_STORAGE_ERROR, ErrorCode.KAFKA_STORAGE_ERROR);
    }

    @Test
    void namesTheSessionToARequestThatWasOvertaken() {
        int session = open(0, 1).sessionId();
        maxWaitMs = 500;
        int waiting = client.send(ApiKey.FETCH, BY_NAME, request(session, 1, List.of(), List.of())::write);
        maxWaitMs = 0;
        FetchRequest overtaking = request(session, 2, List.of(), List.of());
        new TestClient(cluster, 1).ask(ApiKey.FETCH, BY_NAME, overtaking::write, FetchResponse::read);

        assertThat(client.at(TWO_MINUTES)
                        .answer(ApiKey.FETCH, BY_NAME, waiting, FetchResponse::read)
                        .sessionId())
                .isEqualTo(session);
    }

    @Test
    void givesTheNextTurnToWhoHadNewsButNoRecords() {
        maxBytes = 1;
        int session = open(0, 3).sessionId();
        for (int index = 0; index < 3; index++) {
            producer.produce("t", index, Batches.plain("a"));
        }

        FetchResponse first = ask(session, 1);

        assertThat(indexes(first)).as("all have another high watermark").containsExactly(0, 1, 2);
        assertThat(withRecords(first)).containsExactly(0);
        assertThat(withRecords(ask(session, 2))).containsExactly(1);
        assertThat(withRecords(ask(session, 3))).containsExactly(2);
    }

    @Test
    void tellsADivergenceAsLongAsItLastsAndWithoutWaiting() {
        producer.produce("t", 0, Batches.plain("a"));
        cluster.partition("t", 0).moveLeader(2);
        cluster.partition("t", 0).moveLeader(1);
        producer.produce("t", 0, Batches.plain("b", "c"));
        FetchRequest.Partition diverged = new FetchRequest.Partition(0, -1, 3, 1, -1, 1000, Uuid.ZERO, Long.MAX_VALUE);
        int session = ask(request(0, 0, topic(diverged), List.of())).sessionId();
        maxWaitMs = 500;

        FetchResponse again = ask(session, 1);

        assertThat(partitions(again))
                .singleElement()
                .satisfies(partition ->
                        assertThat(partition.redirection().divergingEpoch()).isEqualTo(new EpochEndOffset(1, 1)));
    }

    @Test
    void waitsAlthoughAPartitionIsUnknownAndTellsThatLast() {
        maxWaitMs = 500;
        int waiting =
                client.send(ApiKey.FETCH, BY_NAME, request(0, -1, topic(wanted(9, 0), wanted(0, 0)), List.of())::write);
        assertThat(client.hasAnswer()).isFalse();

        FetchResponse answer = client.at(TWO_MINUTES).answer(ApiKey.FETCH, BY_NAME, waiting, FetchResponse::read);

        assertThat(indexes(answer)).containsExactly(0, 9);
        assertThat(errors(answer)).containsExactly(ErrorCode.NONE, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void saysOfATopicCreatedAnewWhoLeadsWhereItHasNoReplica() {
        FetchRequest.Topic both =
                new FetchRequest.Topic("", MetadataTest.topicId(client, "single"), List.of(wanted(0, 0), wanted(1, 0)));
        int session = ask(BY_ID, request(0, 0, List.of(both), List.of())).sessionId();

        cluster.topic("single").recreate(2);

        assertThat(errors(ask(BY_ID, request(session, 1, List.of(), List.of()))))
                .containsExactly(ErrorCode.INCONSISTENT_TOPIC_ID, ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    private FetchResponse open(int from, int to) {
        FetchRequest.Partition[] partitions =
                IntStream.range(from, to).mapToObj(index -> wanted(index, 0)).toArray(FetchRequest.Partition[]::new);
        return ask(request(0, 0, topic(partitions), List.of()));
    }

    private FetchResponse ask(int sessionId, int epoch) {
        return ask(request(sessionId, epoch, List.of(), List.of()));
    }

    private FetchResponse ask(FetchRequest request) {
        return ask(BY_NAME, request);
    }

    private FetchResponse ask(short version, FetchRequest request) {
        return client.ask(ApiKey.FETCH, version, request::write, FetchResponse::read);
    }

    private FetchRequest request(
            int sessionId, int epoch, List<FetchRequest.Topic> topics, List<ForgottenTopic> forgotten) {
        FetchRequest.Replica consumer = FetchRequest.Replica.CONSUMER;
        return new FetchRequest(
                null, consumer, maxWaitMs, 1, maxBytes, (byte) 0, sessionId, epoch, topics, forgotten, "");
    }

    private static List<FetchRequest.Topic> topic(FetchRequest.Partition... partitions) {
        return List.of(new FetchRequest.Topic("t", Uuid.ZERO, List.of(partitions)));
    }

    private static List<ForgottenTopic> forgotten(int index) {
        return List.of(new ForgottenTopic("t", Uuid.ZERO, List.of(index)));
    }

    private static FetchRequest.Partition wanted(int index, long offset) {
        return FetchRequest.Partition.of(index, offset, 1 << 20);
    }

    private static List<Integer> indexes(FetchResponse response) {
        return partitions(response).map(FetchResponse.Partition::index).toList();
    }

    private static List<Integer> withRecords(FetchResponse response) {
        return partitions(response)
                .filter(partition -> partition.records().get(0).hasRemaining())
                .map(FetchResponse.Partition::index)
                .toList();
    }

    private static List<ErrorCode> errors(FetchResponse response) {
        return partitions(response)
                .map(partition -> ErrorCode.of(partition.errorCode()))
                .toList();
    }

    private static Stream<FetchResponse.Partition> partitions(FetchResponse response) {
        return response.topics().stream().flatMap(topic -> topic.partitions().stream());
    }
}
