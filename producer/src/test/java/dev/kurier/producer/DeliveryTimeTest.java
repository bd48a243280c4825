package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.StageTimes;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cuts the time of a record into its spans and holds each to its setting. */
class DeliveryTimeTest {
    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @Test
    void isTheSpanToTheReturnAndTheSpanToTheCallback() {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 50, "kurier.timing", "all");
        byHand.cluster().next(ApiKey.METADATA).delay(Duration.ofMillis(30));
        byHand.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(20));
        AtomicLong calledBackNs = new AtomicLong();
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer()
                .send(KafkaByHand.record("a"), (metadata, error) -> calledBackNs.set(byHand.nanoTime()));
        long returnedNs = byHand.nanoTime();
        byHand.runUntil(delivery::isDone);

        assertThat(delivery.stageTimes()).isEqualTo(new StageTimes(millis(30), 0, millis(50), 0, millis(20)));
        assertThat(returnedNs - calledNs).isEqualTo(millis(30));
        assertThat(calledBackNs.get() - returnedNs).isEqualTo(millis(70));
    }

    @Test
    void countsRetriesAsWaiting() {
        KafkaByHand byHand =
                KafkaByHand.with("linger.ms", 0, "kurier.timing", "all").warm();
        byHand.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(delivery::isDone);

        StageTimes times = delivery.stageTimes();
        assertThat(times.waitingNs()).isPositive().isEqualTo(times.totalNs());
        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofNanos(times.totalNs()));
    }

    @Test
    void sumsUpOnRealClocks() throws Exception {
        Delivery delivery = kafka.producer("kurier.timing", "all").send(KafkaByHand.record("a"));
        delivery.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);

        StageTimes times = delivery.stageTimes();
        assertThat(times.blockedNs()).isPositive();
        assertThat(times.serializedNs()).isPositive();
        assertThat(times.batchingNs()).isNotNegative();
        assertThat(times.waitingNs()).isNotNegative();
        assertThat(times.inFlightNs()).isPositive();
    }

    @Test
    void endsWithDeliveryTimeoutMsRetriesIncluded() {
        KafkaByHand byHand = KafkaByHand.with(
                        "linger.ms", 100, "request.timeout.ms", 1_000, "delivery.timeout.ms", 7_000)
                .warm();
        byHand.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        long openedNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(delivery::isDone);

        assertThat(byHand.since(openedNs)).isEqualTo(Duration.ofSeconds(7));
        assertThat(byHand.requests()).hasSizeGreaterThan(5);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error())
                .isInstanceOf(DeliveryTimeoutException.class)
                .hasMessageContaining("delivery.timeout.ms")
                .hasMessageContaining("NOT_ENOUGH_REPLICAS");
    }

    @Test
    void endsEachSentenceOfItsMessageOnce() {
        for (ErrorCode code : List.of(ErrorCode.NOT_LEADER_OR_FOLLOWER, ErrorCode.NOT_ENOUGH_REPLICAS)) {
            KafkaByHand byHand = KafkaByHand.with("request.timeout.ms", 1_000, "delivery.timeout.ms", 7_000)
                    .warm();
            byHand.cluster().every(ApiKey.PRODUCE).fail(code);

            Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
            byHand.runUntil(delivery::isDone);

            assertThat(delivery.error().getMessage())
                    .contains(code.name(), ". They are not in the log")
                    .doesNotContain("..");
        }
    }

    @Test
    void startsWhenTheRecordIsReadyToBeBatchedNotWhenSendIsCalled() {
        KafkaByHand byHand = KafkaByHand.with(
                "linger.ms", 0, "request.timeout.ms", 5_000, "delivery.timeout.ms", 5_000, "max.block.ms", 60_000);
        byHand.cluster().next(ApiKey.METADATA).delay(Duration.ofSeconds(4));
        byHand.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(delivery::isDone);

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(4 + 5));
    }

    @Test
    void doesNotKnowTheOutcomeWhenTheAnswerNeverComes() {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 0, "request.timeout.ms", 1_000, "delivery.timeout.ms", 3_000)
                .warm();
        byHand.transport().silence(true);
        long openedNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(delivery::isDone);

        assertThat(byHand.since(openedNs)).isEqualTo(Duration.ofSeconds(3));
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(byHand.values()).containsExactly("a");
    }

    @Test
    void waitsForEachAnswerForRequestTimeoutMs() {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 0, "request.timeout.ms", 2_000, "reconnect.backoff.ms", 0)
                .warm();
        byHand.cluster().next(ApiKey.PRODUCE).times(2).neverAnswer();
        long sentNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(() -> byHand.requests().size() == 2);
        Duration first = byHand.since(sentNs);
        byHand.runUntil(delivery::isDone);

        assertThat(first).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_150));
        assertThat(byHand.since(sentNs)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4_500));
        assertThat(delivery.outcome())
                .as("a request's time-out ends no delivery")
                .isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void leavesTheTimeBeforeSendingOutOfRequestTimeoutMs() {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 500, "request.timeout.ms", 200, "delivery.timeout.ms", 5_000)
                .warm();
        byHand.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(150));
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));
        byHand.runUntil(delivery::isDone);

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofMillis(650));
        assertThat(byHand.requests()).hasSize(1);
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
