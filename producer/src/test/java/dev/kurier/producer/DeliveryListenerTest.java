package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.PendingRecord;
import dev.kurier.api.Headers;
import dev.kurier.api.Outcome;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shows what listeners are told of a record's life, in virtual time. */
class DeliveryListenerTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void aRecordIsAppendedSealedSentAndEnded() {
        KafkaByHand kafka = listening(Map.of("linger.ms", 20), new Telling(""));

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.producer().send(KafkaByHand.record("b"));
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(told)
                .containsExactly(
                        "appended t-0 batch 2, 69 bytes",
                        "appended t-0 batch 2, 8 bytes",
                        "sealed batch 2 of 2 records, 77 bytes: linger after 20 ms",
                        "sent batch 2 of 2 records, 77 bytes: attempt 1",
                        "ended batch 2 of 2 records, 77 bytes: PERSISTED, null");
    }

    @Test
    void eachAttemptIsTold() {
        KafkaByHand kafka = listening(Map.of("retry.backoff.ms", 100), new Telling(""));
        kafka.cluster().next(ApiKey.PRODUCE).times(2).fail(ErrorCode.NOT_ENOUGH_REPLICAS);

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(told.stream().map(line -> line.replaceAll(" of.*bytes", "")))
                .containsExactly(
                        "appended t-0 batch 2, 69 bytes",
                        "sealed batch 2: linger after 5 ms",
                        "sent batch 2: attempt 1",
                        "retry batch 2: attempt 1 because of NOT_ENOUGH_REPLICAS, backs off",
                        "sent batch 2: attempt 2",
                        "retry batch 2: attempt 2 because of NOT_ENOUGH_REPLICAS, backs off",
                        "sent batch 2: attempt 3",
                        "ended batch 2: PERSISTED, null");
    }

    @Test
    void aBatchThatIsDividedGoesOnInPartsOfTheSameNumber() {
        KafkaByHand kafka = listening(Map.of("linger.ms", 20), new Telling(""));
        kafka.cluster().next(ApiKey.PRODUCE).once().fail(ErrorCode.MESSAGE_TOO_LARGE);

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.producer().send(KafkaByHand.record("b"));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(told.stream().skip(2).map(line -> line.replaceAll(", \\d+ bytes", "")))
                .containsExactly(
                        "sealed batch 2 of 2 records: linger after 20 ms",
                        "sent batch 2 of 2 records: attempt 1",
                        "divided batch 2 of 2 records into 2",
                        "sealed batch 2 of 1 records: linger after 20 ms",
                        "sent batch 2 of 1 records: attempt 1",
                        "ended batch 2 of 1 records: PERSISTED, null",
                        "sealed batch 2 of 1 records: linger after 20 ms",
                        "sent batch 2 of 1 records: attempt 1",
                        "ended batch 2 of 1 records: PERSISTED, null");
    }

    @Test
    void aRecordThatTheBrokerNamesEndsAloneAndTheOthersGoOn() {
        KafkaByHand kafka = listening(Map.of("linger.ms", 20), new Telling(""));
        kafka.cluster().topic("t").config("cleanup.policy", "compact");

        kafka.producer().send(ProducerRecord.of("t", "k", "a").withPartition(0));
        kafka.producer().send(KafkaByHand.record("no key"));
        kafka.producer().send(ProducerRecord.of("t", "k", "b").withPartition(0));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(told.stream().skip(3).map(line -> line.replaceAll(", \\d+ bytes", "")))
                .containsExactly(
                        "sealed batch 2 of 3 records: linger after 20 ms",
                        "sent batch 2 of 3 records: attempt 1",
                        "divided batch 2 of 3 records into 1",
                        "ended batch 2 of 1 records: NOT_PERSISTED, broker-refused",
                        "sealed batch 2 of 2 records: linger after 20 ms",
                        "sent batch 2 of 2 records: attempt 1",
                        "ended batch 2 of 2 records: PERSISTED, null");
    }

    @Test
    void whatWasNeverSentIsSealedAndEndedToo() {
        KafkaByHand kafka = listening(
                Map.of("linger.ms", 0, "request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000), new Telling(""));
        kafka.cluster().brokers().forEach(broker -> broker.kill());

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(told.stream().map(line -> line.replaceAll(" of.*bytes", "")))
                .containsExactly(
                        "appended t-0 batch 2, 69 bytes",
                        "sealed batch 2: linger after 2000 ms",
                        "ended batch 2: NOT_PERSISTED, delivery-timeout");
    }

    @Test
    void aBatchThatCouldNotBeWrittenEndsThoughNothingElseHappensToItsPartition() {
        KafkaByHand kafka = listening(Map.of(), new Telling(""));
        PendingRecord broken = new PendingRecord();
        broken.parts(new byte[0], -1, new byte[1], 50);
        broken.headers(Headers.none());
        broken.begin(null);
        broken.appendedAt(kafka::nanoTime, null);
        kafka.accumulator().append(kafka.accumulator().chain("t", 0), broken);

        kafka.runFor(Duration.ofSeconds(1));

        assertThat(broken.delivery().outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(told.get(told.size() - 1)).endsWith(": NOT_PERSISTED, producer-failed");
    }

    @Test
    void aRecordThatCameIntoNoBatchIsToldOnItsOwn() {
        KafkaByHand kafka = listening(Map.of("max.request.size", 1_000), new Telling(""));

        kafka.producer().send(KafkaByHand.record("x".repeat(2_000)));

        assertThat(told).containsExactly("refused t: record-too-large");
    }

    @Test
    void withoutAcksTheEndIsUnknownAndNoError() {
        KafkaByHand kafka = listening(Map.of("acks", "0"), new Telling(""));

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(told.get(told.size() - 1)).endsWith(": UNKNOWN, null");
    }

    @Test
    void nothingIsToldOfABatchAfterItsEndThoughItIsStillSent() {
        KafkaByHand kafka = listening(
                Map.of("request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000, "linger.ms", 0), new Telling(""));
        FaultHandle cut = kafka.cluster().every(ApiKey.PRODUCE).afterApply().disconnect();

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(20));

        assertThat(told.get(told.size() - 1)).endsWith(": UNKNOWN, delivery-timeout");
        assertThat(told.stream().filter(line -> line.startsWith("sent")).count())
                .isLessThan(cut.hits());
    }

    @Test
    void aListenersOwnEqualsAndHashCodeAreNeverAsked() {
        KafkaByHand kafka = listening(Map.of(), new Throwing() {
            @Override
            public int hashCode() {
                throw new IllegalStateException("broken");
            }
        });

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(kafka.values()).containsExactly("a");
        assertThat(kafka.metric("listener-error-total")).isEqualTo(8);
    }

    @Test
    void listenersAreCalledInOrderAndOneThatThrowsIsContainedAndCounted() {
        KafkaByHand kafka = listening(Map.of(), new Telling("1 "), new Throwing(), new Telling("2 "));

        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(told).hasSize(8);
        assertThat(told.stream().map(line -> line.substring(0, 6)))
                .containsExactly("1 appe", "2 appe", "1 seal", "2 seal", "1 sent", "2 sent", "1 ende", "2 ende");
        assertThat(kafka.values()).containsExactly("a");
        assertThat(kafka.metric("listener-error-total")).isEqualTo(2 * 4);
    }

    /** The warm-up is batch 1 of partition 0; its events are forgotten. */
    private KafkaByHand listening(Map<String, Object> settings, DeliveryListener... listeners) {
        Map<String, Object> given = new java.util.HashMap<>(
                Map.of("key.serializer", "string", "value.serializer", "string", "buffer.memory", 1 << 20));
        given.putAll(settings);
        KafkaByHand kafka = KafkaByHand.with(cluster -> cluster.topic("t", 3), List.of(listeners), given)
                .warm();
        told.clear();
        return kafka;
    }

    private static class Throwing implements DeliveryListener {
        @Override
        public void onAppended(TopicPartition topicPartition, long batchNumber, int sizeBytes) {
            throw new AssertionError("broken");
        }

        @Override
        public void onSealed(Batch batch, String reason, long batchingNs) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void onSent(Batch batch, int attempt, int broker, long waitingNs) {
            throw new StackOverflowError("broken");
        }

        @Override
        public void onEnded(Batch batch, Outcome outcome, @Nullable ProducerException error, long inFlightNs) {
            throw new IllegalStateException("broken");
        }
    }

    private final class Telling implements DeliveryListener {
        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public void onAppended(TopicPartition topicPartition, long batchNumber, int sizeBytes) {
            tell("appended " + topicPartition + " batch " + batchNumber + ", " + sizeBytes + " bytes");
        }

        @Override
        public void onRefused(String topic, ProducerException error) {
            tell("refused " + topic + ": " + error.code());
        }

        @Override
        public void onSealed(Batch batch, String reason, long batchingNs) {
            tell("sealed " + words(batch) + ": " + reason + " after " + batchingNs / 1_000_000 + " ms");
        }

        @Override
        public void onSent(Batch batch, int attempt, int broker, long waitingNs) {
            tell("sent " + words(batch) + ": attempt " + attempt);
        }

        @Override
        public void onRetry(Batch batch, int attempt, String why, long backoffNs) {
            tell("retry " + words(batch) + ": attempt " + attempt + " because of "
                    + why.replaceAll(".*(NOT_ENOUGH_REPLICAS).*", "$1") + (backoffNs > 0 ? ", backs off" : ""));
        }

        @Override
        public void onDivided(Batch batch, int parts, String why) {
            tell("divided " + words(batch) + " into " + parts);
        }

        @Override
        public void onEnded(Batch batch, Outcome outcome, @Nullable ProducerException error, long inFlightNs) {
            tell("ended " + words(batch) + ": " + outcome + ", " + (error == null ? null : error.code()));
        }

        private void tell(String line) {
            told.add(name + line);
        }

        private String words(Batch batch) {
            return "batch " + batch.number() + " of " + batch.recordCount() + " records, " + batch.sizeBytes()
                    + " bytes";
        }
    }
}
