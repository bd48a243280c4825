package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchHeaderWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProduceTest {
    private final StubCluster cluster =
            StubCluster.builder().brokers(3).topic("t", 2).maxMessageBytes(500).build();
    private final TestClient client = new TestClient(cluster, 1);

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void appendsInEveryVersion(int version) {
        client.produce("t", 0, Batches.plain("a", "b"), 1, version);

        ProduceResponse.Partition answer = client.produce("t", 0, Batches.plain("c"), -1, version);

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.baseOffset()).isEqualTo(2);
        assertThat(answer.logAppendTimeMs()).isEqualTo(-1);
        assertThat(answer.logStartOffset()).isEqualTo(version >= 5 ? 0 : -1);
        assertThat(cluster.records("t"))
                .extracting(StoredRecord::valueText, StoredRecord::offset)
                .containsExactly(tuple("a", 0L), tuple("b", 1L), tuple("c", 2L));
    }

    @Test
    void appendsByTopicId() {
        Uuid id = MetadataTest.topicId(client, "t");
        assertThat(produceById(id).errorCode()).isZero();
        assertThat(produceById(new Uuid(1, 2)).errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID.code());
    }

    @Test
    void writesOffsetAndLeaderEpochIntoTheStoredBatch() {
        cluster.partition("t", 0).moveLeader(2);
        cluster.partition("t", 0).moveLeader(1);
        client.produce("t", 0, Batches.plain("a"));
        client.produce("t", 0, Batches.plain("b"));

        ByteBuffer records = client.fetch("t", dev.kurier.protocol.fetch.FetchRequest.Partition.of(0, 1, 1000))
                .records()
                .get(0);

        assertThat(records.getLong(0)).as("base offset").isEqualTo(1);
        assertThat(records.getInt(12)).as("leader epoch").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 77})
    void takesABatchWithAnyLeaderEpoch(int epoch) {
        ByteBuffer batch = Batches.plain("a").putInt(12, epoch);

        assertThat(client.produce("t", 0, batch).errorCode()).isZero();
    }

    @Test
    void keepsTheChecksumRightWhenItStampsRecords() {
        StubCluster stamping = StubCluster.builder()
                .topic("t", 1)
                .logAppendTime(true)
                .wallClock(() -> 1234)
                .build();
        TestClient stamped = new TestClient(stamping, 1);
        stamped.produce("t", 0, Batches.plain("a"));

        ByteBuffer batch = stamped.fetch("t", dev.kurier.protocol.fetch.FetchRequest.Partition.of(0, 0, 1000))
                .records()
                .get(0);

        assertThat(batch.getInt(17)).isEqualTo(BatchHeaderWriter.crcOf(batch, 0));
        assertThat(batch.getShort(21) & 0x08).as("the bit of LogAppendTime").isNotZero();
    }

    @Test
    void tellsTheThrottleTimeLastWhereOthersTellItFirst() {
        cluster.nextRequest().throttle(java.time.Duration.ofMillis(1));
        ProduceRequest produce = TestClient.produceRequest("t", 0, Batches.plain("a"), 1);
        client.send(ApiKey.PRODUCE, 8, produce::write);
        ByteBuffer produced = client.nextFrame();
        client.at(1_000_000);
        cluster.nextRequest().throttle(java.time.Duration.ofMillis(2));
        client.send(ApiKey.METADATA, 8, dev.kurier.protocol.metadata.MetadataRequest.ofAllTopics()::write);

        assertThat(produced.getInt(produced.limit() - 4)).isEqualTo(1);
        assertThat(client.nextFrame().getInt(4)).as("behind the correlation id").isEqualTo(2);
    }

    @Test
    void stampsRecordsWithTheBrokersTimeIfAsked() {
        StubCluster stamping = StubCluster.builder()
                .topic("t", 1)
                .logAppendTime(true)
                .wallClock(() -> 1234)
                .build();
        ProduceResponse.Partition answer = new TestClient(stamping, 1).produce("t", 0, Batches.plain("a", "b"));

        assertThat(answer.logAppendTimeMs()).isEqualTo(1234);
        assertThat(stamping.records("t")).extracting(StoredRecord::timestampMs).containsExactly(1234L, 1234L);
    }

    @Test
    void sendsNoAnswerForAcksZero() {
        ProduceRequest request = TestClient.produceRequest("t", 0, Batches.plain("a"), 0);
        client.send(ApiKey.PRODUCE, 9, request::write);

        assertThat(client.nextFrame()).isNull();
        assertThat(client.connection().isClosed()).isFalse();
        assertThat(cluster.records("t")).hasSize(1);
        assertThat(client.produce("t", 0, Batches.plain("b")).baseOffset()).isEqualTo(1);
    }

    @Test
    void hangsUpWhenAcksZeroFails() {
        ProduceRequest request = TestClient.produceRequest("t", 1, Batches.plain("a"), 0);
        client.send(ApiKey.PRODUCE, 9, request::write);

        assertThat(client.nextFrame()).isNull();
        assertThat(client.connection().isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2, 100})
    void refusesOtherAcks(int acks) {
        refused(client.produce("t", 0, Batches.plain("a"), acks, 9), ErrorCode.INVALID_REQUIRED_ACKS);
    }

    @Test
    void refusesABatchWithABadCrc() {
        ByteBuffer batch = Batches.plain("a");
        batch.put(batch.limit() - 2, (byte) 'z');

        refused(client.produce("t", 0, batch), ErrorCode.CORRUPT_MESSAGE);
    }

    @Test
    void refusesNoRecords() {
        refused(client.produce("t", 0, null), ErrorCode.INVALID_RECORD);
        refused(client.produce("t", 0, ByteBuffer.allocate(0)), ErrorCode.INVALID_RECORD);
    }

    @Test
    void refusesTwoBatchesForOnePartition() {
        ByteBuffer one = Batches.plain("a");
        ByteBuffer two = ByteBuffer.allocate(2 * one.remaining())
                .put(one.duplicate())
                .put(one.duplicate())
                .flip();

        refused(client.produce("t", 0, two), ErrorCode.INVALID_RECORD);
    }

    @ParameterizedTest
    @CsvSource({
        "16, 1, 1, INVALID_RECORD, magic",
        "21, 2, 32, INVALID_RECORD, control bit",
        "21, 2, 16, INVALID_TXN_STATE, transactional bit",
        "21, 2, 7, UNKNOWN_SERVER_ERROR, codec 7",
        "23, 4, 0, INVALID_RECORD, last offset delta",
        "57, 4, 3, INVALID_RECORD, records count",
        "57, 4, -1, INVALID_RECORD, negative records count",
        "8, 4, 60, INVALID_RECORD, batch length",
    })
    void refusesDishonestHeaders(int at, int size, int value, ErrorCode expected, String field) {
        ByteBuffer batch = Batches.plain("a", "b");
        if (size == 1) {
            batch.put(at, (byte) value);
        } else if (size == 2) {
            batch.putShort(at, (short) value);
        } else {
            batch.putInt(at, value);
        }
        if (at >= 21) {
            Batches.withFreshCrc(batch);
        }

        refused(client.produce("t", 0, batch), expected);
    }

    @Test
    void refusesCountsThatTheRecordsDoNotBear() {
        ByteBuffer batch = Batches.plain("a", "b");
        batch.putInt(57, 3).putInt(23, 2);

        refused(client.produce("t", 0, Batches.withFreshCrc(batch)), ErrorCode.INVALID_RECORD);
    }

    @Test
    void refusesANegativeSequence() {
        refused(client.produce("t", 0, Batches.sequenced(7, 0, -1, "a")), ErrorCode.INVALID_RECORD);
    }

    @Test
    void refusesBatchesOverTheLimit() {
        refused(client.produce("t", 0, Batches.plain("x".repeat(600))), ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(client.produce("t", 0, Batches.plain("x".repeat(400))).errorCode())
                .isZero();
    }

    @Test
    void refusesZstdBeforeVersionSeven() {
        short attributes = BatchAttributes.of(CompressionType.ZSTD, false);
        ByteBuffer batch = Batches.make(attributes, -1, -1, -1, "a");

        refused(client.produce("t", 0, batch, 1, 6), ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
    }

    @Test
    void refusesUnknownTopicsAndPartitions() {
        refused(client.produce("nope", 0, Batches.plain("a")), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        refused(client.produce("t", 2, Batches.plain("a")), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        refused(client.produce("t", -1, Batches.plain("a")), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void namesTheLeaderToThoseWhoAskAnotherBroker() {
        ProduceRequest request = TestClient.produceRequest("t", 1, Batches.plain("a"), 1);
        ProduceResponse answer = client.ask(ApiKey.PRODUCE, 10, request::write, ProduceResponse::read);

        ProduceResponse.Partition partition =
                answer.topics().get(0).partitions().get(0);
        assertThat(partition.errorCode()).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER.code());
        assertThat(partition.currentLeader()).isEqualTo(new CurrentLeader(2, 0));
        assertThat(answer.nodeEndpoints())
                .extracting(node -> node.nodeId() + "@" + node.host() + ":" + node.port())
                .containsExactly("2@" + cluster.brokers().get(1).hostPort());
    }

    @Test
    void refusesAcksAllWithTooFewReplicasInSync() {
        StubCluster careful = StubCluster.builder()
                .brokers(2)
                .topic("t", 1)
                .minInsyncReplicas(2)
                .build();
        careful.broker(2).kill();
        TestClient one = new TestClient(careful, 1);

        refused(one.produce("t", 0, Batches.plain("a")), ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(one.produce("t", 0, Batches.plain("a"), 1, 9).errorCode()).isZero();
        careful.broker(2).restart();
        assertThat(one.produce("t", 0, Batches.plain("a")).errorCode()).isZero();
    }

    @Test
    void answersEachPartitionOnItsOwnAccount() {
        ProduceRequest request = new ProduceRequest(
                null,
                (short) 1,
                1000,
                List.of(new ProduceRequest.Topic(
                        "t",
                        Uuid.ZERO,
                        List.of(
                                new ProduceRequest.Partition(1, List.of(Batches.plain("a"))),
                                new ProduceRequest.Partition(0, List.of(Batches.plain("b")))))));
        ProduceResponse answer = client.ask(ApiKey.PRODUCE, 8, request::write, ProduceResponse::read);

        assertThat(answer.topics().get(0).partitions())
                .extracting(ProduceResponse.Partition::index, p -> (int) p.errorCode())
                .containsExactly(tuple(1, 6), tuple(0, 0));
    }

    @Test
    void writesTheLastOfTheBatchesOfAPartitionThatIsNamedTwice() {
        ProduceResponse answer = produce(
                topic(new ProduceRequest.Partition(0, List.of(Batches.plain("first")))),
                topic(
                        new ProduceRequest.Partition(1, List.of(Batches.plain("elsewhere"))),
                        new ProduceRequest.Partition(0, List.of(Batches.plain("last")))));

        assertThat(answer.topics()).hasSize(1);
        assertThat(answer.topics().get(0).partitions())
                .extracting(ProduceResponse.Partition::index, p -> (int) p.errorCode())
                .containsExactly(tuple(0, 0), tuple(1, 6));
        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("last");
    }

    @Test
    void answersATopicThatIsNamedTwiceAsOne() {
        ProduceResponse answer = produce(
                topic(new ProduceRequest.Partition(0, List.of(Batches.plain("a")))),
                topic(new ProduceRequest.Partition(1, List.of(Batches.plain("b")))));

        assertThat(answer.topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.partitions()).hasSize(2));
    }

    @Test
    void refusesAPartitionThatIsNamedTwiceIfTheLastBatchIsBroken() {
        ByteBuffer broken = Batches.plain("last");
        broken.put(broken.limit() - 1, (byte) (broken.get(broken.limit() - 1) + 1));

        ProduceResponse answer = produce(topic(
                new ProduceRequest.Partition(0, List.of(Batches.plain("first"))),
                new ProduceRequest.Partition(0, List.of(broken))));

        assertThat(answer.topics().get(0).partitions()).hasSize(1);
        refused(answer.topics().get(0).partitions().get(0), ErrorCode.CORRUPT_MESSAGE);
    }

    private ProduceResponse produce(ProduceRequest.Topic... topics) {
        ProduceRequest request = new ProduceRequest(null, (short) 1, 1000, List.of(topics));
        return client.ask(ApiKey.PRODUCE, 8, request::write, ProduceResponse::read);
    }

    private static ProduceRequest.Topic topic(ProduceRequest.Partition... batches) {
        return new ProduceRequest.Topic("t", Uuid.ZERO, List.of(batches));
    }

    private ProduceResponse.Partition produceById(Uuid id) {
        ProduceRequest.Partition batch = new ProduceRequest.Partition(0, List.of(Batches.plain("a")));
        ProduceRequest request =
                new ProduceRequest(null, (short) 1, 1000, List.of(new ProduceRequest.Topic("", id, List.of(batch))));
        return client.ask(ApiKey.PRODUCE, 13, request::write, ProduceResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private void refused(ProduceResponse.Partition answer, ErrorCode expected) {
        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(expected);
        assertThat(answer.baseOffset()).isEqualTo(-1);
        assertThat(cluster.records("t")).isEmpty();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
