package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.Gate;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.produce.ProduceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which requests a rule strikes, when, and what its handle tells. */
@Timeout(30)
class FaultScriptTest {
    private static final long MILLI = 1_000_000;
    private static final Uuid ID = new Uuid(7, 9);
    private static final ErrorCode STRUCK = ErrorCode.NOT_ENOUGH_REPLICAS;

    private final StubCluster cluster =
            StubCluster.builder().topic("t", 2, ID).topic("u", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void strikesTheVersionTopicIdAndConditionThatAreMeant() {
        cluster.every(ApiKey.PRODUCE).version(8).fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        cluster.every(ApiKey.PRODUCE).topicId(new Uuid(1, 1)).fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        cluster.every(ApiKey.PRODUCE).when(r -> r.correlationId() == 2).fail(ErrorCode.KAFKA_STORAGE_ERROR);
        cluster.every(ApiKey.PRODUCE).topicId(ID).fail(STRUCK);

        assertThat(produce()).isEqualTo(STRUCK);
        assertThat(produce()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(ErrorCode.of(client.produce("u", 0, Batches.plain("a"), 1, 9).errorCode()))
                .isEqualTo(ErrorCode.NONE);
        assertThat(ErrorCode.of(client.produce("u", 0, Batches.plain("a"), 1, 8).errorCode()))
                .isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    @Test
    void showsAConditionTheWholeRequest() {
        List<String> seen = new ArrayList<>();
        cluster.every(ApiKey.PRODUCE)
                .when(r -> seen.add(r.api() + "/" + r.version() + "/" + r.clientId() + "/" + r.brokerId() + "/"
                        + r.frame().getShort(0) + "/" + r.frame().getInt(4)))
                .observe();
        produce();

        assertThat(seen).containsExactly("PRODUCE/9/test-client/1/0/1");
    }

    @Test
    void strikesTheNthCallAlone() {
        cluster.every(ApiKey.PRODUCE).onCall(3).fail(STRUCK);

        assertThat(List.of(produce(), produce(), produce(), produce()))
                .containsExactly(ErrorCode.NONE, ErrorCode.NONE, STRUCK, ErrorCode.NONE);
    }

    @Test
    void strikesForATimeFromTheFirstRequestOn() {
        cluster.next(ApiKey.PRODUCE).during(Duration.ofMillis(10)).fail(STRUCK);

        client.at(500 * MILLI);
        assertThat(produce()).isEqualTo(STRUCK);
        client.at(510 * MILLI - 1);
        assertThat(produce()).isEqualTo(STRUCK);
        client.at(510 * MILLI);
        assertThat(produce()).isEqualTo(ErrorCode.NONE);
        assertThat(cluster.faults().size()).isZero();
    }

    @Test
    void drawsChancesFromTheSeedOfTheCluster() {
        assertThat(struckOf200(5)).isEqualTo(struckOf200(5)).isNotEqualTo(struckOf200(6));
        assertThat(struckOf200(5).stream().filter(STRUCK::equals).count()).isBetween(20L, 100L);
    }

    @Test
    void answersASequenceOfErrorsAndTruths() {
        cluster.every(ApiKey.PRODUCE).sequence(STRUCK, FaultBuilder.ok(), ErrorCode.KAFKA_STORAGE_ERROR);
        cluster.every(ApiKey.PRODUCE).fail(ErrorCode.REQUEST_TIMED_OUT);

        assertThat(List.of(produce(), produce(), produce(), produce()))
                .containsExactly(STRUCK, ErrorCode.NONE, ErrorCode.KAFKA_STORAGE_ERROR, ErrorCode.REQUEST_TIMED_OUT);
    }

    @Test
    void observesWithoutWinning() {
        FaultHandle seen = cluster.every(ApiKey.PRODUCE).observe();
        cluster.next(ApiKey.PRODUCE).fail(STRUCK);

        assertThat(produce()).isEqualTo(STRUCK);
        assertThat(produce()).isEqualTo(ErrorCode.NONE);
        assertThat(seen.hits()).isEqualTo(2);
    }

    @Test
    void forgetsSpentRules() {
        FaultHandle fault = cluster.next(ApiKey.PRODUCE).fail(STRUCK);
        assertThat(cluster.faults().size()).isEqualTo(1);
        assertThat(fault.isSpent()).isFalse();
        produce();

        assertThat(cluster.faults().size()).isZero();
        assertThat(fault.isSpent()).isTrue();
        assertThat(fault.hits()).isEqualTo(1);
    }

    @Test
    void demandsThatEveryRuleWasHit() {
        cluster.next(ApiKey.PRODUCE).topic("t").times(2).fail(STRUCK);
        cluster.next(ApiKey.FETCH).disconnect();
        FaultHandle removed = cluster.next(ApiKey.METADATA).disconnect();
        removed.remove();
        cluster.every(ApiKey.PRODUCE).observe();
        produce();

        assertThatThrownBy(() -> cluster.faults().assertAllHit())
                .isInstanceOf(AssertionError.class)
                .hasMessage("rules that did not strike as often as said: [PRODUCE topic=t times=2"
                        + " fail=NOT_ENOUGH_REPLICAS (hits=1), FETCH disconnect (hits=0)]; seed=1");
        cluster.clearFaults();
        assertThatCode(() -> cluster.faults().assertAllHit()).doesNotThrowAnyException();
    }

    @Test
    void remembersARuleWhoseTimeRanOutTooEarly() {
        cluster.every(ApiKey.PRODUCE)
                .during(Duration.ofMillis(1))
                .probability(0)
                .fail(STRUCK);
        produce();
        client.at(5 * MILLI);
        produce();

        assertThat(cluster.faults().size()).isZero();
        assertThatThrownBy(() -> cluster.faults().assertAllHit()).hasMessageContaining("during=PT0.001S");
    }

    @Test
    void waitsForHits() {
        FaultHandle fault = cluster.every(ApiKey.PRODUCE).observe();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> fault.awaitHits(3, Duration.ofSeconds(20)));
        produce();
        produce();
        assertThat(waiting).isNotDone();
        produce();
        waiting.join();

        assertThatThrownBy(() -> fault.awaitHits(4, Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not struck hits=4 times within timeout=PT0S: PRODUCE observe (hits=3); seed=1");
    }

    @Test
    void holdsARequestAtAGate() {
        Gate gate = cluster.next(ApiKey.PRODUCE).hold();
        send("a");
        gate.awaitArrived(Duration.ZERO);
        other("b");
        assertThat(values()).containsExactly("b");

        gate.release();
        cluster.tick(0);

        assertThat(values()).containsExactly("b", "a");
        assertThat(client.hasAnswer()).isTrue();
    }

    @Test
    void holdsAnAnswerAtAGateAfterTheEffect() {
        Gate gate = cluster.next(ApiKey.PRODUCE).afterApply().hold();
        send("a");

        assertThat(values()).containsExactly("a");
        assertThat(client.hasAnswer()).isFalse();
        gate.release();
        assertThat(client.hasAnswer()).isTrue();
    }

    @Test
    void letsRequestsThroughAGateOneByOne() {
        Gate gate = cluster.every(ApiKey.PRODUCE).hold();
        send("a");
        TestClient second = new TestClient(cluster, 1);
        second.send(ApiKey.PRODUCE, 9, request("b")::write);
        assertThat(gate.arrived()).isEqualTo(2);

        gate.releaseNext();
        cluster.tick(0);
        assertThat(values()).containsExactly("a");
        gate.release();
        cluster.tick(0);
        assertThat(values()).containsExactly("a", "b");
        other("c");
        assertThat(values()).containsExactly("a", "b", "c");
    }

    @Test
    void saysThatNobodyCameToAGate() {
        Gate gate = cluster.next(ApiKey.METADATA).hold();

        assertThatThrownBy(() -> gate.awaitArrived(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("arrived=0, not requests=1")
                .hasMessageContaining("METADATA hold");
    }

    @Test
    void passesAllStagesInTheirOrder() {
        Gate received = cluster.next(ApiKey.PRODUCE).onReceived().hold();
        Gate before = cluster.next(ApiKey.PRODUCE).beforeApply().hold();
        Gate after = cluster.next(ApiKey.PRODUCE).afterApply().hold();
        Gate replying = cluster.next(ApiKey.PRODUCE).onReplying().hold();
        send("a");

        for (Gate gate : List.of(received, before, after, replying)) {
            assertThat(gate.arrived()).isEqualTo(1);
            assertThat(values()).hasSize(gate == received || gate == before ? 0 : 1);
            assertThat(client.hasAnswer()).isFalse();
            gate.release();
            cluster.tick(0);
        }
        assertThat(client.hasAnswer()).isTrue();
    }

    @Test
    void appliesLateInOrderWhenTheConnectionIsGone() {
        Gate gate = cluster.next(ApiKey.PRODUCE).onReceived().hold();
        cluster.next(ApiKey.PRODUCE).applyLate(Duration.ofMillis(50));
        send("a");
        send("b");
        gate.release();
        cluster.tick(0);
        assertThat(client.connection().isClosed()).isTrue();
        other("a");
        cluster.tick(50 * MILLI - 1);
        assertThat(values()).containsExactly("a");

        cluster.tick(50 * MILLI);

        assertThat(values()).containsExactly("a", "a", "b");
        assertThat(client.hasAnswer()).isFalse();
    }

    @Test
    void appliesLateOutOfOrderIfToldSo() {
        Gate gate = cluster.next(ApiKey.PRODUCE).onReceived().hold();
        cluster.next(ApiKey.PRODUCE).applyLateOutOfOrder(Duration.ofMillis(50));
        send("a");
        send("b");
        gate.release();
        cluster.tick(0);

        assertThat(client.connection().isClosed()).isTrue();
        assertThat(values()).containsExactly("b");
        cluster.tick(50 * MILLI);
        assertThat(values()).containsExactly("b", "a");
    }

    @Test
    void refusesALateEffectAfterTheEffect() {
        assertThatThrownBy(() -> cluster.next(ApiKey.PRODUCE).afterApply().applyLate(Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stage=AFTER_APPLY");
    }

    @Test
    void throttlesOneBroker() {
        StubCluster two = StubCluster.builder().brokers(2).topic("t", 2).build();
        two.everyRequest().broker(2).throttle(Duration.ofMillis(100));
        TestClient first = new TestClient(two, 1);
        TestClient second = new TestClient(two, 2);
        second.produce("t", 1, Batches.plain("a"));
        first.produce("t", 0, Batches.plain("a"));
        first.send(ApiKey.PRODUCE, 9, request("b")::write);
        second.send(ApiKey.PRODUCE, 9, request("b")::write);

        assertThat(first.hasAnswer()).isTrue();
        assertThat(second.hasAnswer()).isFalse();
        assertThat(second.at(100 * MILLI).hasAnswer()).isTrue();
    }

    private static List<ErrorCode> struckOf200(long seed) {
        StubCluster cluster = StubCluster.builder().topic("t", 1).seed(seed).build();
        cluster.every(ApiKey.PRODUCE).probability(0.25).fail(STRUCK);
        TestClient client = new TestClient(cluster, 1);
        List<ErrorCode> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(ErrorCode.of(client.produce("t", 0, Batches.plain("a")).errorCode()));
        }
        return answers;
    }

    private ErrorCode produce() {
        return ErrorCode.of(client.produce("t", 0, Batches.plain("a")).errorCode());
    }

    private List<String> values() {
        return cluster.records("t").stream().map(StoredRecord::valueText).toList();
    }

    private void other(String value) {
        new TestClient(cluster, 1).produce("t", 0, Batches.plain(value));
    }

    private void send(String value) {
        client.send(ApiKey.PRODUCE, 9, request(value)::write);
    }

    private static ProduceRequest request(String value) {
        return TestClient.produceRequest("t", 0, Batches.plain(value), 1);
    }
}
