package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.MetadataException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows when {@code send} waits, for how long, and that {@code trySend} never does. */
class BlockingTest {
    private static final String VALUE = "x".repeat(1_000);

    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.topic("t", 1).autoCreateTopics(false));

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    @Test
    void waitsForAPartitionThatMetadataDoesNotShowYet() {
        KafkaByHand byHand = KafkaByHand.with("max.block.ms", 60_000).warm();
        byHand.cluster()
                .timeline()
                .at(
                        Duration.ofSeconds(20),
                        "add a partition",
                        () -> byHand.cluster().topic("t").createPartitions(4));

        Delivery delivery = byHand.producer()
                .send(ProducerRecord.<String, String>of("t", "v").withPartition(3));
        byHand.runUntil(delivery::isDone);

        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void waitsForTheMetadataOfATopicAtMostMaxBlockMs() {
        KafkaByHand byHand = KafkaByHand.with(cluster -> cluster.autoCreateTopics(false), "max.block.ms", 3_000);
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(ProducerRecord.of("nowhere", "a"));

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(3));
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error()).isInstanceOf(MetadataException.class).hasMessageContaining("max.block.ms=3000");
    }

    @Test
    void goesOnAsSoonAsTheMetadataIsThere() {
        KafkaByHand byHand = KafkaByHand.with("max.block.ms", 60_000);
        byHand.cluster().next(ApiKey.METADATA).delay(Duration.ofSeconds(2));
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(2));
        byHand.runUntil(delivery::isDone);
        assertThat(byHand.values()).containsExactly("a");
    }

    @Test
    void waitsForMemoryUntilABrokerHasAnswered() {
        KafkaByHand byHand =
                KafkaByHand.with("buffer.memory", 65_536, "linger.ms", 0).warm();
        byHand.cluster().every(ApiKey.PRODUCE).delay(Duration.ofSeconds(10));
        fill(byHand.producer());
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("after the wait"));

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(10));
        assertThat(delivery.isDone()).as("accepted, and on its way").isFalse();
        byHand.runUntil(delivery::isDone);
        assertThat(byHand.values()).last().isEqualTo("after the wait");
    }

    @Test
    void measuresHowMuchOfTheTimeCallersWaitForMemory() {
        KafkaByHand byHand = KafkaByHand.with(
                        "buffer.memory", 65_536, "linger.ms", 0, "metrics.sample.window.ms", 10_000)
                .warm();
        assertThat(byHand.metric("bufferpool-wait-ratio")).isZero();
        byHand.cluster().every(ApiKey.PRODUCE).delay(Duration.ofSeconds(5));
        fill(byHand.producer());

        byHand.producer().send(KafkaByHand.record("after the wait"));

        assertThat(byHand.metric("bufferpool-wait-time-ns-total")).isEqualTo(5e9);
        assertThat(byHand.metric("bufferpool-wait-ratio")).isBetween(0.4, 0.6);
        byHand.runFor(Duration.ofSeconds(30));
        assertThat(byHand.metric("bufferpool-wait-ratio")).isZero();
    }

    @Test
    void waitsForMemoryAtMostMaxBlockMs() {
        KafkaByHand byHand =
                KafkaByHand.with("buffer.memory", 65_536, "max.block.ms", 4_000).warm();
        byHand.cluster().every(ApiKey.PRODUCE).neverAnswer();
        fill(byHand.producer());
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(4));
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error())
                .isInstanceOf(BufferExhaustedException.class)
                .hasMessageContaining("max.block.ms=4000")
                .hasMessageContaining("buffer.memory=65536")
                .matches(error -> ((BufferExhaustedException) error).isRetriable(), "is retriable");
    }

    @Test
    void sharesMaxBlockMsAmongItsWaits() {
        KafkaByHand byHand = KafkaByHand.with(
                        cluster -> cluster.topic("t", 1).topic("other", 1),
                        "buffer.memory",
                        65_536,
                        "max.block.ms",
                        5_000)
                .warm();
        byHand.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        fill(byHand.producer());
        byHand.cluster().next(ApiKey.METADATA).delay(Duration.ofSeconds(3));
        long calledNs = byHand.nanoTime();

        Delivery delivery = byHand.producer().send(ProducerRecord.of("other", "a"));

        assertThat(byHand.since(calledNs)).isEqualTo(Duration.ofSeconds(5));
        assertThat(delivery.error()).isInstanceOf(BufferExhaustedException.class);
    }

    @Test
    void trySendNeverWaitsForMetadataButAsksForIt() {
        KafkaByHand byHand = KafkaByHand.with();
        long calledNs = byHand.nanoTime();

        Delivery early = byHand.producer().trySend(KafkaByHand.record("a"));

        assertThat(byHand.since(calledNs)).isZero();
        assertThat(early.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(early.error()).isInstanceOf(MetadataException.class);
        assertThat(early.error().isRetriable()).isTrue();
        byHand.runFor(Duration.ofSeconds(1));
        Delivery late = byHand.producer().trySend(KafkaByHand.record("a"));
        byHand.runUntil(late::isDone);
        assertThat(late.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void trySendNeverWaitsForMemory() {
        KafkaByHand byHand = KafkaByHand.with("buffer.memory", 65_536).warm();
        byHand.cluster().every(ApiKey.PRODUCE).neverAnswer();
        long calledNs = byHand.nanoTime();

        Delivery refused = fill(byHand.producer());

        assertThat(byHand.since(calledNs)).isZero();
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(refused.error().isRetriable()).isTrue();
    }

    @Test
    void aFullBufferHoldsThreadsBackAndLosesNothing() throws Exception {
        Producer<String, String> producer = kafka.producer("buffer.memory", 65_536);
        producer.send(KafkaByHand.record("first")).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        fill(producer);
        List<CompletableFuture<Delivery>> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String value = "waited " + i;
            callers.add(CompletableFuture.supplyAsync(
                    () -> producer.send(KafkaByHand.record(value)), task -> new Thread(task).start()));
        }

        kafka.cluster().clearFaults();

        for (CompletableFuture<Delivery> caller : callers) {
            Delivery delivery = caller.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
            delivery.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(kafka.values("t")).contains("waited 0", "waited 1", "waited 2");
    }

    @Test
    void keepsTheInterruptOfAThreadThatWaits() {
        Producer<String, String> producer = kafka.producer();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> producer.send(ProducerRecord.of("nowhere", "a")))
                .isInstanceOf(InterruptException.class)
                .hasMessageContaining("the metadata of topic 'nowhere'")
                .hasMessageContaining("not accepted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void speaksOfTheCallThatWasInterrupted() {
        Producer<String, String> producer = kafka.producer();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> producer.partitionsFor("nowhere"))
                .isInstanceOf(InterruptException.class)
                .hasMessageContaining("while partitionsFor() waited for the metadata of topic 'nowhere'")
                .hasMessageNotContaining("record")
                .hasMessageNotContaining("send()");
    }

    @Test
    void saysThatABrokerHasAnsweredWithoutThePartition() {
        KafkaByHand byHand = KafkaByHand.with("max.block.ms", 150).warm();

        Delivery delivery = byHand.producer()
                .send(ProducerRecord.<String, String>of("t", "a").withPartition(7));

        assertThat(delivery.error())
                .hasMessageContaining("answered with 3 partition(s), numbered 0 to 2.")
                .hasMessageNotContaining("no broker has answered");
    }

    @Test
    void namesTheArgumentThatIsNull() {
        PluggableProducer<String, String> producer = KafkaByHand.with().pluggable();
        ProducerRecord<String, String> record = KafkaByHand.record("a");
        ProducerBuilder builder = Kurier.producer("a:1");
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("record", () -> producer.send(null));
        calls.put("callback", () -> producer.send(record, null));
        calls.put("topic", () -> producer.partitionsFor(null));
        calls.put("timeout", () -> producer.flush(null));
        calls.put("timeout ", () -> producer.close(null));
        calls.put("next", () -> producer.swapPartitioner(null, Duration.ofSeconds(1)));
        calls.put("name", () -> producer.swapPartitioner(null, Map.of(), Duration.ofSeconds(1)));
        calls.put("settings", () -> producer.swapPartitioner("sticky", null, Duration.ofSeconds(1)));
        calls.put("timeout  ", () -> producer.swapPartitioner("sticky", Map.of(), null));
        calls.put("serializer", () -> builder.keySerializer(null));
        calls.put("serializer ", () -> builder.valueSerializer(null));
        calls.put("own", () -> builder.partitioner(null));
        calls.put("interceptor", () -> builder.interceptor(null));
        calls.put("listener", () -> builder.listener(null));
        calls.put("executor", () -> builder.callbackExecutor(null));
        calls.put("settings ", () -> builder.setAll(null));

        calls.forEach((name, call) -> assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name.strip()));
    }

    @Test
    void acceptsARecordOfAnInterruptedThreadThatNeedNotWait() throws Exception {
        Producer<String, String> producer = kafka.producer();
        producer.partitionsFor("t");
        Thread.currentThread().interrupt();

        Delivery delivery = producer.send(KafkaByHand.record("a"));

        assertThat(Thread.interrupted()).isTrue();
        delivery.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(kafka.values("t")).containsExactly("a");
    }

    /** Sends until there is no memory; returns the delivery that was refused for it. */
    private static Delivery fill(Producer<String, String> producer) {
        for (int i = 0; i < 1_000; i++) {
            Delivery delivery = producer.trySend(KafkaByHand.record(VALUE));
            if (delivery.error() instanceof BufferExhaustedException) {
                return delivery;
            }
        }
        throw new AssertionError("a megabyte went into buffer.memory=65536");
    }
}
