package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.RecordTooLargeException;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets a setting and looks at what brokers see of it. */
class SettingsTakeEffectTest {
    private static final UnaryOperator<StubClusterBuilder> THREE_REPLICAS_NEEDED =
            cluster -> cluster.topic("t", 1).minInsyncReplicas(3);

    @Test
    void waitsForTheLeaderUnlessToldOtherwise() {
        KafkaByHand kafka = KafkaByHand.with(THREE_REPLICAS_NEEDED);
        loseAFollower(kafka);

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runUntil(delivery::isDone);

        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.requests().get(0).request().acks()).isEqualTo((short) 1);
    }

    @Test
    void acksAllWaitsForTheReplicas() {
        KafkaByHand kafka = KafkaByHand.with(THREE_REPLICAS_NEEDED, "acks", "all");
        loseAFollower(kafka);

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(20));

        assertThat(delivery.isDone()).isFalse();
        restartAll(kafka);
        kafka.runUntil(delivery::isDone);
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.requests().get(0).request().acks()).isEqualTo((short) -1);
    }

    @Test
    void acksNoneWaitsForNoAnswer() {
        KafkaByHand kafka = KafkaByHand.with("acks", "0");
        kafka.cluster().every(ApiKey.PRODUCE).neverAnswer();
        long calledNs = kafka.nanoTime();

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.producer().flush();

        assertThat(kafka.since(calledNs)).isZero();
        assertThat(delivery.join().hasOffset()).isFalse();
        assertThat(delivery.outcome()).as("nobody confirmed it").isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void retriesAsOftenAsAllowed() {
        KafkaByHand kafka = KafkaByHand.with("retries", 2).warm();
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runUntil(delivery::isDone);

        assertThat(kafka.requests()).hasSize(3);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
    }

    @Test
    void backsOffBetweenRetries() {
        KafkaByHand kafka = KafkaByHand.with("retry.backoff.ms", 200, "retry.backoff.max.ms", 400, "linger.ms", 0)
                .warm();
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);

        kafka.producer().send(KafkaByHand.record("a"));

        kafka.runUntil(() -> kafka.requests().size() == 1);
        assertThat(untilRequest(kafka, 2)).isBetween(Duration.ofMillis(160), Duration.ofMillis(240));
        assertThat(untilRequest(kafka, 3)).isBetween(Duration.ofMillis(320), Duration.ofMillis(480));
        assertThat(untilRequest(kafka, 4)).isBetween(Duration.ofMillis(320), Duration.ofMillis(480));
    }

    @ParameterizedTest
    @CsvSource({"follow, PERSISTED", "fail, NOT_PERSISTED"})
    void followsARecreatedTopicOrFailsAsTold(String recreation, Outcome outcome) {
        KafkaByHand kafka =
                KafkaByHand.with("kurier.topic.recreation", recreation).warm();
        kafka.cluster().topic("t").recreate(1);

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runUntil(delivery::isDone);

        assertThat(delivery.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void compressesAsTold(String codec) {
        KafkaByHand kafka = KafkaByHand.with("compression.type", codec);

        Delivery delivery = kafka.producer().send(KafkaByHand.record("aaaa".repeat(1_000)));
        kafka.runUntil(delivery::isDone);

        SentProduce.Batch batch = kafka.requests().get(0).batches().get(0);
        assertThat(batch.header().compression().name().toLowerCase(Locale.ROOT)).isEqualTo(codec);
        assertThat(kafka.values()).containsExactly("aaaa".repeat(1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void hasThatManyRequestsUnderWayOnAConnection(int allowed) {
        KafkaByHand kafka = KafkaByHand.with(
                        "max.in.flight.requests.per.connection", allowed, "batch.size", 1, "linger.ms", 0)
                .warm();
        kafka.cluster().every(ApiKey.PRODUCE).delay(Duration.ofSeconds(1));

        for (int i = 0; i < 8; i++) {
            kafka.producer().send(KafkaByHand.record("v" + i));
        }
        kafka.runFor(Duration.ofMillis(999));

        assertThat(kafka.metric("requests-in-flight")).isEqualTo(allowed);
        kafka.producer().flush();
        assertThat(kafka.values()).containsExactly("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7");
    }

    @Test
    void refusesARecordAboveMaxRequestSize() {
        KafkaByHand kafka = KafkaByHand.with("max.request.size", 20_000).warm();

        Delivery fits = kafka.producer().send(KafkaByHand.record("x".repeat(19_000)));
        Delivery tooLarge = kafka.producer().send(KafkaByHand.record("x".repeat(20_000)));
        kafka.producer().flush();

        assertThat(fits.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(tooLarge.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(tooLarge.error())
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("max.request.size=20000")
                .hasMessageContaining("value 20000");
    }

    @Test
    void keepsEveryRequestBelowMaxRequestSize() {
        KafkaByHand kafka = KafkaByHand.with(
                        cluster -> cluster.brokers(1).topic("t", 3),
                        "max.request.size",
                        40_000,
                        "batch.size",
                        16_384,
                        "linger.ms",
                        10)
                .warm();

        for (int i = 0; i < 90; i++) {
            kafka.producer().send(KafkaByHand.record("x".repeat(1_000)).withPartition(i % 3));
        }
        kafka.producer().flush();

        assertThat(kafka.requests())
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        request -> assertThat(request.received().sizeBytes()).isLessThanOrEqualTo(40_000));
        assertThat(kafka.cluster().records("t")).hasSize(91);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2"})
    void writesARecordOnceUnlessToldThatItNeedNot(boolean idempotence, int copies) {
        KafkaByHand kafka = KafkaByHand.with("enable.idempotence", idempotence, "acks", "all");
        kafka.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runUntil(delivery::isDone);

        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.values()).isEqualTo(List.of("a", "a").subList(0, copies));
    }

    @Test
    void writesARecordOnceByDefault() {
        KafkaByHand kafka = KafkaByHand.with();
        kafka.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();

        Delivery delivery = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runUntil(delivery::isDone);

        assertThat(kafka.values()).containsExactly("a");
    }

    @Test
    void holdsBackAsLongAsAQuotaAsks() {
        KafkaByHand kafka =
                KafkaByHand.with("linger.ms", 0, "request.timeout.ms", 1_000).warm();
        kafka.cluster().next(ApiKey.PRODUCE).throttle(Duration.ofSeconds(7));
        Delivery throttled = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runUntil(throttled::isDone);
        long answeredNs = kafka.nanoTime();

        Delivery next = kafka.producer().send(KafkaByHand.record("b"));
        kafka.runUntil(next::isDone);

        assertThat(kafka.since(answeredNs)).isEqualTo(Duration.ofSeconds(7));
        assertThat(kafka.requests()).as("not sent twice").hasSize(2);
        assertThat(next.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    private static Duration untilRequest(KafkaByHand kafka, int count) {
        long beforeNs = kafka.nanoTime();
        kafka.runUntil(() -> kafka.requests().size() == count);
        return kafka.since(beforeNs);
    }

    private static void loseAFollower(KafkaByHand kafka) {
        int leader = kafka.cluster().partition("t", 0).leader();
        kafka.cluster().broker(leader % 3 + 1).kill();
    }

    private static void restartAll(KafkaByHand kafka) {
        kafka.cluster()
                .brokers()
                .forEach(broker -> kafka.cluster().broker(broker.id()).restart());
    }
}
