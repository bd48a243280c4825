package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final long MILLI = 1_000_000;

    private final StubCluster cluster =
            StubCluster.builder().topic("t", 2).topic("u", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void failsTheNextRequestWithoutAnEffect() {
        FaultHandle fault = cluster.next(ApiKey.PRODUCE).fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);

        assertThat(produce("a")).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        assertThat(cluster.records("t")).isEmpty();
        assertThat(produce("a")).isEqualTo(ErrorCode.NONE);
        assertThat(fault.hits()).isEqualTo(1);
    }

    @Test
    void failsARequestThatHadItsEffect() {
        cluster.next(ApiKey.PRODUCE).afterApply().fail(ErrorCode.REQUEST_TIMED_OUT);

        ProduceResponse.Partition answer = client.produce("t", 0, Batches.plain("a"));

        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(answer.baseOffset()).isEqualTo(-1);
        assertThat(cluster.records("t")).hasSize(1);
    }

    @Test
    void takesRulesOneAfterTheOther() {
        cluster.next(ApiKey.PRODUCE).fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        cluster.next(ApiKey.PRODUCE).times(2).fail(ErrorCode.NOT_ENOUGH_REPLICAS);

        assertThat(produce("a")).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        assertThat(produce("a")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(produce("a")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(produce("a")).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void skipsRequestsFirst() {
        cluster.next(ApiKey.PRODUCE).skip(1).fail(ErrorCode.NOT_ENOUGH_REPLICAS);

        assertThat(produce("a")).isEqualTo(ErrorCode.NONE);
        assertThat(produce("a")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(produce("a")).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void strikesUntilItIsRemoved() {
        FaultHandle fault = cluster.every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        for (int i = 0; i < 5; i++) {
            assertThat(produce("a")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        }
        fault.remove();

        assertThat(produce("a")).isEqualTo(ErrorCode.NONE);
        assertThat(fault.hits()).isEqualTo(5);
    }

    @Test
    void strikesOnlyWhatItIsAbout() {
        cluster.every(ApiKey.PRODUCE).topic("t").partition(1).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        cluster.every(ApiKey.PRODUCE).topic("u").fail(ErrorCode.KAFKA_STORAGE_ERROR);
        cluster.every(ApiKey.PRODUCE).broker(2).fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        cluster.every(ApiKey.PRODUCE).clientId("somebody").fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        cluster.every(ApiKey.FETCH).fail(ErrorCode.UNKNOWN_SERVER_ERROR);

        ProduceResponse answer = produceThree();

        assertThat(answer.topics().get(0).partitions())
                .extracting(partition -> ErrorCode.of(partition.errorCode()))
                .containsExactly(ErrorCode.NONE, ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(answer.topics().get(1).partitions())
                .extracting(partition -> ErrorCode.of(partition.errorCode()))
                .containsExactly(ErrorCode.KAFKA_STORAGE_ERROR);
    }

    @Test
    void leavesAPartitionOutOfTheAnswer() {
        cluster.next(ApiKey.PRODUCE).topic("t").partition(0).afterApply().omit();
        cluster.next(ApiKey.PRODUCE).topic("t").partition(1).omit();

        ProduceResponse answer = produceThree();

        assertThat(answer.topics().get(0).partitions()).isEmpty();
        assertThat(answer.topics().get(1).partitions()).hasSize(1);
        assertThat(cluster.records("t", 0)).hasSize(1);
        assertThat(cluster.records("t", 1)).isEmpty();
    }

    @Test
    void hangsUpBeforeTheEffect() {
        cluster.next(ApiKey.PRODUCE).disconnect();
        send("a");

        assertThat(client.nextFrame()).isNull();
        assertThat(client.connection().isClosed()).isTrue();
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void losesTheAnswerAfterTheEffect() {
        cluster.next(ApiKey.PRODUCE).afterApply().disconnect();
        send("a");

        assertThat(client.nextFrame()).isNull();
        assertThat(client.connection().isClosed()).isTrue();
        assertThat(cluster.records("t")).hasSize(1);
    }

    @Test
    void holdsARequestAndAllBehindIt() {
        cluster.next(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
        send("a");
        send("b");

        assertThat(cluster.records("t")).isEmpty();
        assertThat(cluster.tick(0)).isEqualTo(50 * MILLI);
        assertThat(client.at(50 * MILLI - 1).hasAnswer()).isFalse();
        cluster.tick(50 * MILLI);
        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("a", "b");
        assertThat(client.at(50 * MILLI).nextFrame()).isNotNull();
        assertThat(client.nextFrame()).isNotNull();
    }

    @Test
    void holdsAnAnswer() {
        cluster.next(ApiKey.PRODUCE).afterApply().delay(Duration.ofMillis(50));
        send("a");

        assertThat(cluster.records("t")).hasSize(1);
        assertThat(client.at(49 * MILLI).hasAnswer()).isFalse();
        assertThat(client.at(50 * MILLI).hasAnswer()).isTrue();
    }

    @Test
    void appliesARequestLateAlthoughItsClientIsGone() {
        cluster.next(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
        send("a");
        client.connection().close();
        assertThat(produceOnAnotherConnection("b")).isEqualTo(ErrorCode.NONE);

        cluster.tick(50 * MILLI);

        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("b", "a");
        assertThat(client.nextFrame()).isNull();
    }

    @Test
    void neverAnswers() {
        cluster.next(ApiKey.PRODUCE).afterApply().neverAnswer();
        send("a");
        send("b");

        assertThat(cluster.tick(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(client.at(Long.MAX_VALUE / 2).hasAnswer()).isFalse();
        assertThat(client.connection().isClosed()).isFalse();
        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("a");
    }

    @Test
    void throttlesAndReadsNothingUntilItIsOver() {
        cluster.next(ApiKey.PRODUCE).throttle(Duration.ofMillis(200));
        ProduceRequest request = TestClient.produceRequest("t", 0, Batches.plain("a"), 1);
        ProduceResponse answer = client.ask(ApiKey.PRODUCE, 9, request::write, ProduceResponse::read);
        assertThat(answer.throttleTimeMs()).isEqualTo(200);
        send("b");

        assertThat(client.at(200 * MILLI - 1).hasAnswer()).isFalse();
        assertThat(cluster.records("t")).hasSize(1);
        assertThat(client.at(200 * MILLI).hasAnswer()).isTrue();
    }

    @Test
    void combinesRulesAboutDifferentPartsOfAnAnswer() {
        cluster.every(ApiKey.PRODUCE).afterApply().delay(Duration.ofMillis(10));
        cluster.next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        send("a");

        assertThat(client.hasAnswer()).isFalse();
        ProduceResponse answer = client.at(10 * MILLI).answer(ApiKey.PRODUCE, 9, 1, ProduceResponse::read);
        assertThat(answer.topics().get(0).partitions().get(0).errorCode())
                .isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS.code());
    }

    @Test
    void strikesTopicsAndPartitionsOfMetadata() {
        cluster.next(ApiKey.METADATA).topic("u").fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        cluster.next(ApiKey.METADATA).topic("t").partition(1).fail(ErrorCode.LEADER_NOT_AVAILABLE);
        MetadataRequest request = MetadataRequest.ofAllTopics();

        List<MetadataResponse.Topic> topics = client.ask(ApiKey.METADATA, 9, request::write, MetadataResponse::read)
                .topics();

        assertThat(topics.get(1).errorCode()).isEqualTo(ErrorCode.TOPIC_AUTHORIZATION_FAILED.code());
        assertThat(topics.get(0).errorCode()).isZero();
        assertThat(topics.get(0).partitions())
                .extracting(partition -> ErrorCode.of(partition.errorCode()))
                .containsExactly(ErrorCode.NONE, ErrorCode.LEADER_NOT_AVAILABLE);
    }

    @Test
    void strikesRequestsThatNameNoTopic() {
        cluster.next(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        InitProducerIdRequest request = InitProducerIdRequest.idempotent();

        InitProducerIdResponse first =
                client.ask(ApiKey.INIT_PRODUCER_ID, 4, request::write, InitProducerIdResponse::read);
        InitProducerIdResponse second =
                client.ask(ApiKey.INIT_PRODUCER_ID, 4, request::write, InitProducerIdResponse::read);

        assertThat(first.errorCode()).isEqualTo(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code());
        assertThat(first.producerId()).isEqualTo(-1);
        assertThat(second.producerId()).isEqualTo(1000);
    }

    @Test
    void strikesAnyApi() {
        cluster.nextRequest().disconnect();
        client.send(ApiKey.METADATA, 9, MetadataRequest.ofAllTopics()::write);

        assertThat(client.connection().isClosed()).isTrue();
    }

    @Test
    void forgetsAllRulesAtOnce() {
        cluster.every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        cluster.everyRequest().disconnect();
        cluster.clearFaults();

        assertThat(produce("a")).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void refusesImpossibleCounts() {
        assertThatThrownBy(() -> cluster.next(ApiKey.PRODUCE).times(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("times=0 is not 1 or more");
    }

    private ErrorCode produce(String value) {
        return ErrorCode.of(client.produce("t", 0, Batches.plain(value)).errorCode());
    }

    private ErrorCode produceOnAnotherConnection(String value) {
        return ErrorCode.of(
                new TestClient(cluster, 1).produce("t", 0, Batches.plain(value)).errorCode());
    }

    private void send(String value) {
        ProduceRequest request = TestClient.produceRequest("t", 0, Batches.plain(value), 1);
        client.send(ApiKey.PRODUCE, 9, request::write);
    }

    private ProduceResponse produceThree() {
        ProduceRequest request = new ProduceRequest(
                null,
                (short) 1,
                1000,
                List.of(
                        new ProduceRequest.Topic(
                                "t",
                                Uuid.ZERO,
                                List.of(
                                        new ProduceRequest.Partition(0, List.of(Batches.plain("a"))),
                                        new ProduceRequest.Partition(1, List.of(Batches.plain("b"))))),
                        new ProduceRequest.Topic(
                                "u",
                                Uuid.ZERO,
                                List.of(new ProduceRequest.Partition(0, List.of(Batches.plain("c")))))));
        return client.ask(ApiKey.PRODUCE, 9, request::write, ProduceResponse::read);
    }
}
