package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows the three ways of sending a record, and what comes back in each. */
class ThreeWaysOfSendingTest {
    private static final ProducerRecord<String, String> RECORD = ProducerRecord.of("t", "key", "value");

    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @Test
    void firesAndForgets() {
        Producer<String, String> producer = kafka.producer();

        producer.send(RECORD);

        producer.flush();
        assertThat(kafka.values("t")).containsExactly("value");
    }

    @Test
    void sendsAndWaitsForTheMetadata() throws Exception {
        Producer<String, String> producer = kafka.producer();
        producer.send(RECORD).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);

        Delivery delivery = producer.send(RECORD.withTimestamp(1_700_000_000_000L));
        RecordMetadata metadata = delivery.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(metadata).isEqualTo(new RecordMetadata("t", 0, 1, 1_700_000_000_000L, 3, 5));
        assertThat(metadata).hasToString("t-0@1");
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void sendsAndIsCalledBack() throws Exception {
        Producer<String, String> producer = kafka.producer();
        CompletableFuture<RecordMetadata> called = new CompletableFuture<>();

        producer.send(RECORD, (metadata, error) -> called.complete(metadata));

        assertThat(called.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .hasToString("t-0@0");
    }

    @Test
    void tellsTheErrorInEachWay() throws Exception {
        kafka.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.INVALID_RECORD);
        Producer<String, String> producer = kafka.producer();
        CompletableFuture<ProducerException> called = new CompletableFuture<>();

        Delivery delivery = producer.send(RECORD, (metadata, error) -> called.complete(error));

        assertThatThrownBy(() -> delivery.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ProducerException.class)
                .hasMessageContaining("INVALID_RECORD");
        ProducerException error = called.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(error).isSameAs(delivery.error());
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(kafka.values("t")).isEmpty();
    }

    @Test
    void isAlwaysAsynchronousInside() {
        KafkaByHand byHand = KafkaByHand.with("linger.ms", 0).warm();

        Delivery delivery = byHand.producer().send(KafkaByHand.record("a"));

        assertThat(delivery.isDone()).isFalse();
        assertThat(byHand.requests())
                .as("nothing leaves on the caller's thread")
                .isEmpty();
        byHand.runUntil(delivery::isDone);
        assertThat(byHand.values()).containsExactly("a");
    }
}
