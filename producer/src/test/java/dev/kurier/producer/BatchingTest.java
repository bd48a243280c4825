package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.ProducerRecord;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Follows records into the buffer, into batches per partition, and out to the broker. */
class BatchingTest {
    @Test
    void collectsTheRecordsOfAPartitionInOneBatch() {
        KafkaByHand kafka = KafkaByHand.with("linger.ms", 100).warm();

        for (int i = 0; i < 10; i++) {
            kafka.producer().send(record(0, "a" + i));
            kafka.producer().send(record(1, "b" + i));
        }
        kafka.producer().flush();

        assertThat(batches(kafka)).hasSize(2).allMatch(batch -> batch.recordCount() == 10);
        assertThat(batches(kafka)).extracting(SentProduce.Batch::partition).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void sendsABatchAtOnceWhenItIsFull() {
        KafkaByHand kafka =
                KafkaByHand.with("linger.ms", 60_000, "batch.size", 500).warm();
        long calledNs = kafka.nanoTime();

        for (int i = 0; i < 5; i++) {
            kafka.producer().send(record(0, "x".repeat(200)));
        }
        kafka.runUntil(() -> !kafka.requests().isEmpty());

        assertThat(kafka.since(calledNs)).isZero();
        kafka.runUntil(() -> kafka.values().size() == 4);
        assertThat(kafka.since(calledNs)).isZero();
        assertThat(batches(kafka)).allMatch(batch -> batch.recordCount() == 2);
    }

    @Test
    void sendsABatchThatIsNotFullWhenItHasLingered() {
        KafkaByHand kafka = KafkaByHand.with("linger.ms", 70).warm();
        long calledNs = kafka.nanoTime();

        kafka.producer().send(record(0, "a"));
        kafka.runFor(Duration.ofMillis(40));
        kafka.producer().send(record(0, "b"));
        kafka.runUntil(() -> !kafka.requests().isEmpty());

        assertThat(kafka.since(calledNs)).isEqualTo(Duration.ofMillis(70));
        assertThat(batches(kafka)).singleElement().matches(batch -> batch.recordCount() == 2);
    }

    @Test
    void sendsWithoutLingeringIfToldTo() {
        KafkaByHand kafka = KafkaByHand.with("linger.ms", 0).warm();
        long calledNs = kafka.nanoTime();

        kafka.producer().send(record(0, "a"));
        kafka.runUntil(() -> !kafka.requests().isEmpty());

        assertThat(kafka.since(calledNs)).isZero();
    }

    @Test
    void needsFewRequestsForManyRecords() {
        KafkaByHand kafka = KafkaByHand.with("linger.ms", 5).warm();

        for (int i = 0; i < 1_000; i++) {
            kafka.producer().send(record(0, "value " + i));
        }
        kafka.producer().flush();

        assertThat(kafka.values()).hasSize(1_000);
        assertThat(kafka.requests()).hasSizeLessThan(5);
    }

    @Test
    void holdsARecordInTheBufferUntilTheBrokerHasIt() {
        KafkaByHand kafka = KafkaByHand.with("linger.ms", 20).warm();
        kafka.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(30));
        double free = kafka.metric("buffer-available-bytes");

        kafka.producer().send(record(0, "a"));

        assertThat(kafka.metric("buffer-available-bytes")).as("in its batch").isLessThan(free);
        kafka.runFor(Duration.ofMillis(40));
        assertThat(kafka.requests()).as("batch lingered, sent").hasSize(1);
        assertThat(kafka.metric("buffer-available-bytes")).as("not answered").isLessThan(free);
        kafka.runFor(Duration.ofMillis(11));
        assertThat(kafka.values()).containsExactly("a");
        assertThat(kafka.metric("buffer-available-bytes")).as("answered").isEqualTo(free);
    }

    private static ProducerRecord<String, String> record(int partition, String value) {
        return ProducerRecord.<String, String>of("t", value).withPartition(partition);
    }

    private static List<SentProduce.Batch> batches(KafkaByHand kafka) {
        return kafka.requests().stream()
                .flatMap(request -> request.batches().stream())
                .toList();
    }
}
