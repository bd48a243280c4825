package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchRequest.ForgottenTopic;
import dev.kurier.protocol.fetch.FetchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fetch sessions (KIP-227): the broker remembers what a client reads, and tells it what is new. */
class FetchSessionTest {
    private static final long SECOND = 1_000_000_000;
    private static final short BY_NAME = 12;
    private static final short BY_ID = 13;

    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 4).fetchSessionSlots(2).build();
    private final TestClient producer = new TestClient(cluster, 1);
    private final TestClient client = new TestClient(cluster, 1);
    private int maxWaitMs;
    private int maxBytes = 1 << 20;

    FetchSessionTest() {
        IntStream.range(0, 4).forEach(index -> cluster.partition("t", index).moveLeader(1));
    }

    @Test
    void tellsEverythingOnceAndThenWhatChanged() {
        FetchResponse full = open(0, 2);
        FetchResponse nothing = ask(full.sessionId(), 1);
        producer.produce("t", 1, Batches.plain("a"));
        FetchResponse change = ask(full.sessionId(), 2);

        assertThat(full.sessionId()).isPositive();
        assertThat(indexes(full)).containsExactly(0, 1);
        assertThat(nothing.sessionId()).isEqualTo(full.sessionId());
        assertThat(nothing.topics()).isEmpty();
        assertThat(indexes(change)).containsExactly(1);
    }

    @Test
    void readsFromWhereItWasToldLast() {
        producer.produce("t", 0, Batches.plain("a"));
        int session = open(0, 2).sessionId();

        assertThat(indexes(ask(session, 1))).as("offset 0 again").containsExactly(0);
        assertThat(indexes(ask(session, 2, wanted(0, 1)))).isEmpty();
        assertThat(indexes(ask(session, 3))).isEmpty();
    }

    @Test
    void tellsAnErrorAsLongAsItLastsAndThenThatItIsOver() {
        int session = open(0, 1).sessionId();

        assertThat(errors(ask(session, 1, wanted(0, 9)))).containsExactly(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(errors(ask(session, 2))).containsExactly(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(errors(ask(session, 3, wanted(0, 0)))).containsExactly(ErrorCode.NONE);
        assertThat(errors(ask(session, 4))).isEmpty();
    }

    @Test
    void tellsThatTheLogStartMoved() {
        producer.produce("t", 0, Batches.plain("a"));
        int session = open(0, 1).sessionId();
        assertThat(indexes(ask(session, 1, wanted(0, 1)))).isEmpty();

        cluster.partition("t", 0).deleteRecords(1);

        assertThat(indexes(ask(session, 2))).containsExactly(0);
        assertThat(indexes(ask(session, 3))).isEmpty();
    }

    @Test
    void dropsWhatIsForgotten() {
        int session = open(0, 2).sessionId();
        ask(request(session, 1, List.of(), List.of(new ForgottenTopic("t", Uuid.ZERO, List.of(1)))));
        producer.produce("t", 0, Batches.plain("a"));
        producer.produce("t", 1, Batches.plain("b"));

        assertThat(indexes(ask(session, 2))).containsExactly(0);
    }

    @Test
    void givesEveryPartitionItsTurnWhenAnswersAreShort() {
        for (int index = 0; index < 3; index++) {
            producer.produce("t", index, Batches.plain("a"));
        }
        maxBytes = 1;
        int session = open(0, 3).sessionId();
        List<Integer> turns = new ArrayList<>();
        for (int epoch = 1; epoch <= 6; epoch++) {
            turns.addAll(indexes(ask(session, epoch)));
        }

        assertThat(turns).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void refusesARequestThatIsOutOfStep() {
        int session = open(0, 1).sessionId();
        ask(session, 1);

        FetchResponse repeated = ask(session, 1);
        FetchResponse ahead = ask(session, 3);
        FetchResponse inStep = ask(session, 2);

        assertThat(List.of(repeated, ahead, inStep))
                .extracting(FetchResponse::errorCode)
                .containsExactly(
                        ErrorCode.INVALID_FETCH_SESSION_EPOCH.code(),
                        ErrorCode.INVALID_FETCH_SESSION_EPOCH.code(),
                        ErrorCode.NONE.code());
        assertThat(repeated.sessionId()).isZero();
    }

    @Test
    void refusesASessionThatItDoesNotHave() {
        int session = open(0, 1).sessionId();

        assertThat(ask(session + 1, 1).errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(new TestClient(cluster, 2)
                        .ask(
                                ApiKey.FETCH,
                                BY_NAME,
                                request(session, 1, List.of(), List.of())::write,
                                FetchResponse::read)
                        .errorCode())
                .as("another broker's")
                .isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void forgetsItsSessionsWhenItRestarts() {
        int session = open(0, 1).sessionId();
        cluster.broker(1).kill();
        cluster.broker(1).restart();

        FetchRequest next = request(session, 1, List.of(), List.of());
        assertThat(new TestClient(cluster, 1)
                        .ask(ApiKey.FETCH, BY_NAME, next::write, FetchResponse::read)
                        .errorCode())
                .isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void closesASessionWhenItsClientDoesSo() {
        int session = open(0, 1).sessionId();

        FetchResponse last = ask(session, -1, wanted(0, 0));

        assertThat(last.sessionId()).isZero();
        assertThat(indexes(last)).containsExactly(0);
        assertThat(ask(session, 1).errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    }

    @Test
    void refusesToMixNamesAndIds() {
        int byName = open(0, 1).sessionId();

        assertThat(ask(BY_ID, request(byName, 1, List.of(), List.of())).errorCode())
                .isEqualTo(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR.code());
        assertThat(ask(byName, 1).errorCode()).as("goes on by name").isZero();
    }

    @Test
    void tellsThatATopicWasRecreated() {
        Uuid id = MetadataTest.topicId(client, "t");
        FetchRequest.Topic topic = new FetchRequest.Topic("", id, List.of(wanted(0, 0)));
        int session = ask(BY_ID, request(0, 0, List.of(topic), List.of())).sessionId();

        cluster.topic("t").delete();
        assertThat(errors(ask(BY_ID, request(session, 1, List.of(), List.of()))))
                .containsExactly(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        cluster.createTopic("t", 1);
        assertThat(errors(ask(BY_ID, request(session, 2, List.of(), List.of()))))
                .containsExactly(ErrorCode.INCONSISTENT_TOPIC_ID);
        assertThat(errors(ask(BY_ID, request(0, 0, List.of(topic), List.of()))))
                .as("in a new session")
                .containsExactly(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @Test
    void waitsForNewsAndIsWokenByAnAppend() {
        int session = open(0, 2).sessionId();
        maxWaitMs = 500;
        int correlationId = send(session, 1);
        assertThat(client.hasAnswer()).isFalse();

        producer.produce("t", 1, Batches.plain("a"));

        assertThat(indexes(client.answer(ApiKey.FETCH, BY_NAME, correlationId, FetchResponse::read)))
                .containsExactly(1);
    }

    @Test
    void answersWithNothingWhenItHasWaitedLongEnough() {
        int session = open(0, 2).sessionId();
        maxWaitMs = 500;
        int correlationId = send(session, 1);

        assertThat(client.at(SECOND / 2 - 1).hasAnswer()).isFalse();
        assertThat(client.at(SECOND / 2)
                        .answer(ApiKey.FETCH, BY_NAME, correlationId, FetchResponse::read)
                        .topics())
                .isEmpty();
    }

    @Test
    void refusesAWaitingRequestWhenItsSessionHasGoneOnWithoutIt() {
        int session = open(0, 1).sessionId();
        maxWaitMs = 500;
        int waiting = send(session, 1);
        maxWaitMs = 0;
        FetchRequest overtaking = request(session, 2, List.of(), List.of());
        new TestClient(cluster, 1).ask(ApiKey.FETCH, BY_NAME, overtaking::write, FetchResponse::read);

        assertThat(client.at(SECOND)
                        .answer(ApiKey.FETCH, BY_NAME, waiting, FetchResponse::read)
                        .errorCode())
                .isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH.code());
    }

    @Test
    void opensNoSessionWhenAllPlacesAreTaken() {
        int first = open(0, 1).sessionId();
        int second = open(0, 1).sessionId();

        FetchResponse third = open(0, 1);

        assertThat(third.sessionId()).isZero();
        assertThat(indexes(third)).containsExactly(0);
        assertThat(ask(first, 1).errorCode()).isZero();
        assertThat(ask(second, 1).errorCode()).isZero();
    }

    @Test
    void givesThePlaceOfASessionThatWasUnusedForTwoMinutes() {
        int idle = open(0, 1).sessionId();
        int used = open(0, 1).sessionId();
        client.at(60 * SECOND);
        ask(used, 1);

        assertThat(open(0, 1).sessionId()).as("nobody idle for long").isZero();
        client.at(121 * SECOND);
        assertThat(open(0, 1).sessionId()).isPositive();

        assertThat(ask(idle, 1).errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(ask(used, 2).errorCode()).isZero();
    }

    @Test
    void givesThePlaceOfASmallerSessionThatIsTwoMinutesOld() {
        int small = open(0, 2).sessionId();
        int large = open(0, 3).sessionId();
        client.at(119 * SECOND);
        ask(small, 1);
        ask(large, 1);
        assertThat(open(0, 4).sessionId()).as("too early").isZero();
        client.at(121 * SECOND);
        ask(small, 2);
        ask(large, 2);

        assertThat(open(0, 2).sessionId()).as("not larger").isZero();
        assertThat(open(0, 3).sessionId()).isPositive();

        assertThat(ask(small, 3).errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(ask(large, 3).errorCode()).isZero();
    }

    @Test
    void strikesPartitionsThatOnlyTheSessionNames() {
        int session = open(0, 2).sessionId();
        cluster.next(ApiKey.FETCH).topic("t").partition(1).fail(ErrorCode.KAFKA_STORAGE_ERROR);

        FetchResponse struck = ask(session, 1);

        assertThat(indexes(struck)).containsExactly(1);
        assertThat(errors(struck)).containsExactly(ErrorCode.KAFKA_STORAGE_ERROR);
    }

    @Test
    void losesASessionByScript() {
        int session = open(0, 2).sessionId();
        cluster.next(ApiKey.FETCH).fail(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);

        FetchResponse struck = ask(session, 1);

        assertThat(struck.errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(struck.topics()).isEmpty();
    }

    @Test
    void leavesTheSessionAloneWhenARequestIsLostBeforeItsEffect() {
        int session = open(0, 1).sessionId();
        cluster.next(ApiKey.FETCH).onReceived().disconnect();
        send(session, 1);
        FetchRequest again = request(session, 1, List.of(), List.of());

        assertThat(new TestClient(cluster, 1)
                        .ask(ApiKey.FETCH, BY_NAME, again::write, FetchResponse::read)
                        .errorCode())
                .isZero();
    }

    private FetchResponse open(int from, int to) {
        List<FetchRequest.Partition> partitions =
                IntStream.range(from, to).mapToObj(index -> wanted(index, 0)).toList();
        return ask(request(0, 0, List.of(new FetchRequest.Topic("t", Uuid.ZERO, partitions)), List.of()));
    }

    private FetchResponse ask(int sessionId, int epoch, FetchRequest.Partition... changed) {
        List<FetchRequest.Topic> topics =
                changed.length == 0 ? List.of() : List.of(new FetchRequest.Topic("t", Uuid.ZERO, List.of(changed)));
        return ask(request(sessionId, epoch, topics, List.of()));
    }

    private FetchResponse ask(FetchRequest request) {
        return ask(BY_NAME, request);
    }

    private FetchResponse ask(short version, FetchRequest request) {
        return client.ask(ApiKey.FETCH, version, request::write, FetchResponse::read);
    }

    private int send(int sessionId, int epoch) {
        return client.send(ApiKey.FETCH, BY_NAME, request(sessionId, epoch, List.of(), List.of())::write);
    }

    private FetchRequest request(
            int sessionId, int epoch, List<FetchRequest.Topic> topics, List<ForgottenTopic> forgotten) {
        return new FetchRequest(
                null,
                FetchRequest.Replica.CONSUMER,
                maxWaitMs,
                1,
                maxBytes,
                (byte) 0,
                sessionId,
                epoch,
                topics,
                forgotten,
                "");
    }

    private static FetchRequest.Partition wanted(int index, long offset) {
        return FetchRequest.Partition.of(index, offset, 1 << 20);
    }

    private static List<Integer> indexes(FetchResponse response) {
        return partitions(response).map(FetchResponse.Partition::index).toList();
    }

    private static List<ErrorCode> errors(FetchResponse response) {
        return partitions(response)
                .map(partition -> ErrorCode.of(partition.errorCode()))
                .toList();
    }

    private static java.util.stream.Stream<FetchResponse.Partition> partitions(FetchResponse response) {
        return response.topics().stream().flatMap(topic -> topic.partitions().stream());
    }
}
