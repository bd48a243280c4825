package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.record.DecodedRecord;
import dev.kurier.protocol.record.RecordBatchReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    private static final long MILLI = 1_000_000;

    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 2).build();
    private final TestClient producer = new TestClient(cluster, 1);
    private final TestClient client = new TestClient(cluster, 1);

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
    void readsInEveryVersion(int version) {
        Uuid id = MetadataTest.topicId(client, "t");
        producer.produce("t", 0, Batches.plain("a", "b"));
        FetchRequest.Topic wanted = new FetchRequest.Topic("t", id, List.of(FetchRequest.Partition.of(0, 0, 1000)));
        FetchRequest request = FetchRequest.of(0, 1, 1000, List.of(wanted));

        FetchResponse answer = client.ask(ApiKey.FETCH, version, request::write, FetchResponse::read);

        FetchResponse.Partition partition = answer.topics().get(0).partitions().get(0);
        assertThat(answer.sessionId()).isZero();
        assertThat(values(partition)).containsExactly("a", "b");
        assertThat(partition.highWatermark()).isEqualTo(2);
        assertThat(partition.lastStableOffset()).isEqualTo(2);
        assertThat(partition.abortedTransactions()).isNull();
    }

    @Test
    void answersNoRecordsWithLengthZeroAndNotNull() {
        FetchResponse.Partition partition = client.fetch("t", FetchRequest.Partition.of(0, 0, 1000));

        assertThat(partition.errorCode()).isZero();
        assertThat(partition.records()).isNotNull();
        assertThat(partition.records().get(0).remaining()).isZero();
    }

    @Test
    void namesNoAbortedTransactionsInAListOnlyToReadersOfCommittedRecords() {
        producer.produce("t", 0, Batches.plain("a"));
        FetchRequest.Topic wanted =
                new FetchRequest.Topic("t", Uuid.ZERO, List.of(FetchRequest.Partition.of(0, 0, 1000)));
        FetchRequest request = new FetchRequest(
                null, FetchRequest.Replica.CONSUMER, 0, 0, 1000, (byte) 1, 0, -1, List.of(wanted), List.of(), "");

        FetchResponse.Partition committed = client.ask(ApiKey.FETCH, 12, request::write, FetchResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);

        assertThat(committed.abortedTransactions()).isEmpty();
        assertThat(committed.lastStableOffset())
                .isEqualTo(committed.highWatermark())
                .isEqualTo(1);
        assertThat(client.fetch("t", FetchRequest.Partition.of(0, 0, 1000)).abortedTransactions())
                .isNull();
    }

    @Test
    void returnsTheWholeBatchThatHoldsTheOffset() {
        producer.produce("t", 0, Batches.plain("a", "b", "c"));
        producer.produce("t", 0, Batches.plain("d"));

        assertThat(values(client.fetch("t", FetchRequest.Partition.of(0, 1, 10_000))))
                .containsExactly("a", "b", "c", "d");
        assertThat(values(client.fetch("t", FetchRequest.Partition.of(0, 3, 10_000))))
                .containsExactly("d");
        assertThat(values(client.fetch("t", FetchRequest.Partition.of(0, 4, 10_000))))
                .isEmpty();
    }

    @Test
    void returnsOneBatchHoweverLarge() {
        producer.produce("t", 0, Batches.plain("x".repeat(900)));
        producer.produce("t", 0, Batches.plain("y"));

        assertThat(values(client.fetch("t", FetchRequest.Partition.of(0, 0, 10))))
                .containsExactly("x".repeat(900));
    }

    @Test
    void keepsToTheBytesOfThePartition() {
        for (int i = 0; i < 10; i++) {
            producer.produce("t", 0, Batches.plain("v" + i));
        }
        int batchBytes = Batches.plain("v0").remaining();

        assertThat(values(client.fetch("t", FetchRequest.Partition.of(0, 0, 3 * batchBytes))))
                .containsExactly("v0", "v1", "v2");
    }

    @Test
    void keepsToTheBytesOfTheAnswer() {
        producer.produce("t", 0, Batches.plain("a"));
        new TestClient(cluster, 2).produce("t", 1, Batches.plain("b"));
        cluster.partition("t", 1).moveLeader(1);
        List<FetchRequest.Partition> both =
                List.of(FetchRequest.Partition.of(0, 0, 1000), FetchRequest.Partition.of(1, 0, 1000));
        FetchRequest request = FetchRequest.of(0, 1, 10, List.of(new FetchRequest.Topic("t", Uuid.ZERO, both)));

        List<FetchResponse.Partition> partitions = client.ask(ApiKey.FETCH, 12, request::write, FetchResponse::read)
                .topics()
                .get(0)
                .partitions();

        assertThat(values(partitions.get(0))).containsExactly("a");
        assertThat(values(partitions.get(1))).isEmpty();
    }

    @Test
    void fillsTheBytesOfThePartitionWithAPieceOfABatch() {
        producer.produce("t", 0, Batches.plain("a"));
        producer.produce("t", 0, Batches.plain("b"));
        int room = Batches.plain("a").remaining() + 20;

        assertThat(client.fetch("t", FetchRequest.Partition.of(0, 0, room))
                        .records()
                        .get(0)
                        .remaining())
                .isEqualTo(room);
    }

    @Test
    void leavesTheNextPartitionTheBytesOfTheAnswerThatAreLeft() {
        cluster.partition("t", 1).moveLeader(1);
        for (int index = 0; index < 2; index++) {
            producer.produce("t", index, Batches.plain("a"));
            producer.produce("t", index, Batches.plain("b"));
        }
        int batchBytes = Batches.plain("a").remaining();
        List<FetchRequest.Partition> both = List.of(
                FetchRequest.Partition.of(0, 0, 2 * batchBytes), FetchRequest.Partition.of(1, 0, 2 * batchBytes));
        FetchRequest request =
                FetchRequest.of(0, 1, 3 * batchBytes, List.of(new FetchRequest.Topic("t", Uuid.ZERO, both)));

        assertThat(client.ask(ApiKey.FETCH, 12, request::write, FetchResponse::read)
                        .topics()
                        .get(0)
                        .partitions())
                .extracting(FetchTest::values)
                .containsExactly(List.of("a", "b"), List.of("a"));
    }

    @Test
    void answersOutOfRangeAtOnce() {
        producer.produce("t", 0, Batches.plain("a"));

        assertThat(error(client.fetch("t", FetchRequest.Partition.of(0, 2, 1000))))
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(error(client.fetch("t", FetchRequest.Partition.of(0, -1, 1000))))
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        cluster.partition("t", 0).deleteRecords(1);
        assertThat(error(client.fetch("t", FetchRequest.Partition.of(0, 0, 1000))))
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void waitsForBytesAndIsWokenByAnAppend() {
        int correlationId = poll(500, 1);
        assertThat(client.hasAnswer()).isFalse();

        producer.produce("t", 0, Batches.plain("a"));

        FetchResponse answer = client.at(10 * MILLI).answer(ApiKey.FETCH, 12, correlationId, FetchResponse::read);
        assertThat(values(answer.topics().get(0).partitions().get(0))).containsExactly("a");
    }

    @Test
    void waitsNoLongerThanItMay() {
        int correlationId = poll(500, 1);

        assertThat(cluster.tick(0)).isEqualTo(500 * MILLI);
        assertThat(client.at(500 * MILLI - 1).hasAnswer()).isFalse();
        FetchResponse answer = client.at(500 * MILLI).answer(ApiKey.FETCH, 12, correlationId, FetchResponse::read);
        assertThat(values(answer.topics().get(0).partitions().get(0))).isEmpty();
    }

    @Test
    void waitsForAsManyBytesAsWereAskedFor() {
        int oneBatch = Batches.plain("a").remaining();
        poll(500, oneBatch + 1);

        producer.produce("t", 0, Batches.plain("a"));
        assertThat(client.hasAnswer()).isFalse();
        producer.produce("t", 0, Batches.plain("b"));
        assertThat(client.hasAnswer()).isTrue();
    }

    @Test
    void holdsBackWhatFollowsOnTheConnectionWhileItWaits() {
        int fetch = poll(500, 1);
        MetadataRequest metadata = MetadataRequest.ofAllTopics();
        int behind = client.send(ApiKey.METADATA, 9, metadata::write);

        assertThat(client.at(499 * MILLI).hasAnswer()).isFalse();
        client.at(500 * MILLI).answer(ApiKey.FETCH, 12, fetch, FetchResponse::read);
        client.answer(ApiKey.METADATA, 9, behind, MetadataResponse::read);
    }

    @Test
    void isWokenWhenTheLeaderMoves() {
        FetchRequest request = FetchRequest.of(
                500,
                1,
                1000,
                List.of(new FetchRequest.Topic("", MetadataTest.topicId(client, "t"), List.of(withEpoch(0)))));
        int correlationId = client.send(ApiKey.FETCH, 16, request::write);
        cluster.partition("t", 0).moveLeader(2);

        FetchResponse answer = client.answer(ApiKey.FETCH, 16, correlationId, FetchResponse::read);
        FetchResponse.Partition partition = answer.topics().get(0).partitions().get(0);
        assertThat(error(partition)).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(partition.redirection().currentLeader()).isEqualTo(new CurrentLeader(2, 1));
    }

    @Test
    void isNotWokenWhenTheRecordsItCountsAreDeleted() {
        producer.produce("t", 0, Batches.plain("a"));
        producer.produce("t", 0, Batches.plain("b"));
        int correlationId = poll(500, 1000);

        cluster.partition("t", 0).deleteRecords(1);
        producer.produce("t", 0, Batches.plain("c"));

        assertThat(client.at(500 * MILLI - 1).hasAnswer()).isFalse();
        FetchResponse answer = client.at(500 * MILLI).answer(ApiKey.FETCH, 12, correlationId, FetchResponse::read);
        assertThat(error(answer.topics().get(0).partitions().get(0))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void isToldOfDeletedRecordsWhenThereAreBytesEnoughAllTheSame() {
        int oneBatch = Batches.plain("a").remaining();
        producer.produce("t", 0, Batches.plain("a"));
        int correlationId = poll(500, 2 * oneBatch);
        cluster.partition("t", 0).deleteRecords(1);

        producer.produce("t", 0, Batches.plain("b"));
        assertThat(client.hasAnswer()).isFalse();
        producer.produce("t", 0, Batches.plain("c"));

        FetchResponse answer = client.answer(ApiKey.FETCH, 12, correlationId, FetchResponse::read);
        assertThat(error(answer.topics().get(0).partitions().get(0))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void isWokenWhenTheTopicIsDeleted() {
        int correlationId = poll(500, 1);
        cluster.topic("t").delete();

        FetchResponse answer = client.answer(ApiKey.FETCH, 12, correlationId, FetchResponse::read);
        assertThat(error(answer.topics().get(0).partitions().get(0))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void comparesLeaderEpochs() {
        cluster.partition("t", 0).moveLeader(2);
        cluster.partition("t", 0).moveLeader(1);

        assertThat(error(client.fetch("t", withEpoch(1)))).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(error(client.fetch("t", withEpoch(2)))).isEqualTo(ErrorCode.NONE);
        assertThat(error(client.fetch("t", withEpoch(3)))).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"10, NOT_LEADER_OR_FOLLOWER", "11, NONE", "16, NONE"})
    void letsConsumersReadFromFollowersSinceVersionEleven(int version, ErrorCode expected) {
        producer.produce("t", 0, Batches.plain("a"));
        FetchRequest.Topic wanted = new FetchRequest.Topic(
                "t", MetadataTest.topicId(client, "t"), List.of(FetchRequest.Partition.of(0, 0, 1000)));
        FetchRequest request = FetchRequest.of(0, 1, 1000, List.of(wanted));

        FetchResponse.Partition answer = new TestClient(cluster, 2)
                .ask(ApiKey.FETCH, version, request::write, FetchResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);

        assertThat(error(answer)).isEqualTo(expected);
        assertThat(answer.preferredReadReplica()).isEqualTo(-1);
        assertThat(values(answer)).isEqualTo(expected == ErrorCode.NONE ? List.of("a") : List.of());
    }

    @Test
    void showsFromAFollowerNoMoreThanItHas() {
        producer.produce("t", 0, Batches.plain("a"));
        cluster.partition("t", 0).replica(2).stall();
        cluster.partition("t", 0).shrinkIsr(2);
        producer.produce("t", 0, Batches.plain("b"));
        TestClient reader = new TestClient(cluster, 2);

        FetchResponse.Partition answer = reader.fetch("t", FetchRequest.Partition.of(0, 0, 1000));

        assertThat(values(answer)).containsExactly("a");
        assertThat(answer.highWatermark()).isEqualTo(1);
        assertThat(error(reader.fetch("t", FetchRequest.Partition.of(0, 2, 1000))))
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void wakesAReaderOfAFollowerWhenTheFollowerGetsMore() {
        cluster.partition("t", 0).replica(2).stall();
        FetchRequest request = TestClient.fetchRequest("t", FetchRequest.Partition.of(0, 0, 1000), 500, 1);
        TestClient reader = new TestClient(cluster, 2);
        int correlationId = reader.send(ApiKey.FETCH, 12, request::write);
        new TestClient(cluster, 1).produce("t", 0, Batches.plain("a"), 1, 9);
        assertThat(reader.hasAnswer()).isFalse();

        cluster.partition("t", 0).replica(2).resume();
        cluster.tick(0);

        FetchResponse answer = reader.answer(ApiKey.FETCH, 12, correlationId, FetchResponse::read);
        assertThat(values(answer.topics().get(0).partitions().get(0))).containsExactly("a");
    }

    @Test
    void refusesUnknownTopicIds() {
        FetchRequest.Topic wanted =
                new FetchRequest.Topic("", new Uuid(1, 1), List.of(FetchRequest.Partition.of(0, 0, 1000)));
        FetchRequest request = FetchRequest.of(500, 1, 1000, List.of(wanted));

        FetchResponse answer = client.ask(ApiKey.FETCH, 13, request::write, FetchResponse::read);
        assertThat(error(answer.topics().get(0).partitions().get(0))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    private int poll(int maxWaitMs, int minBytes) {
        FetchRequest request = TestClient.fetchRequest("t", FetchRequest.Partition.of(0, 0, 1000), maxWaitMs, minBytes);
        return client.send(ApiKey.FETCH, 12, request::write);
    }

    private static FetchRequest.Partition withEpoch(int epoch) {
        return new FetchRequest.Partition(0, epoch, 0, -1, -1, 1000, Uuid.ZERO, Long.MAX_VALUE);
    }

    private static List<String> values(FetchResponse.Partition partition) {
        List<String> values = new ArrayList<>();
        for (DecodedRecord record :
                new RecordBatchReader().readAll(partition.records().get(0))) {
            values.add(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return values;
    }

    private static ErrorCode error(FetchResponse.Partition partition) {
        return ErrorCode.of(partition.errorCode());
    }
}
