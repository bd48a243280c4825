package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.MetricName;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares the names of metrics with those of kafka-clients, and their values with what was sent. */
class MetricsTest {
    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.topic("t", 1).autoCreateTopics(false));

    @Test
    void haveKafkasNames() {
        Set<String> kafkas;
        try (KafkaProducer<String, String> other = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            kafkas = other.metrics().keySet().stream()
                    .filter(name -> name.group().equals("producer-metrics"))
                    .map(org.apache.kafka.common.MetricName::name)
                    .collect(Collectors.toSet());
        }

        Set<MetricName> ours = kafka.producer("client.id", "one").metrics().keySet();

        assertThat(ours)
                .filteredOn(name -> name.group().equals("producer-metrics"))
                .extracting(MetricName::name)
                .isSubsetOf(kafkas)
                .hasSizeGreaterThan(35);
        assertThat(ours)
                .filteredOn(name -> !name.group().equals("producer-metrics"))
                .allMatch(name -> name.group().equals("kurier-metrics"))
                .extracting(MetricName::name)
                .doesNotContainAnyElementsOf(kafkas)
                .hasSize(4);
        assertThat(ours).allMatch(name -> name.tags().equals(Map.of("client-id", "one")));
    }

    @Test
    void countWhatWasSent() {
        Producer<String, String> producer = kafka.producer("linger.ms", 60_000);
        for (int i = 0; i < 10; i++) {
            producer.send(ProducerRecord.of("t", "v" + i));
        }
        producer.flush();

        assertThat(value(producer, "record-send-total")).isEqualTo(10);
        assertThat(value(producer, "record-error-total")).isZero();
        assertThat(value(producer, "records-per-request-avg")).isEqualTo(10);
        assertThat(value(producer, "batch-size-max")).isBetween(100.0, 300.0);
        assertThat(value(producer, "compression-rate-avg")).isEqualTo(1);
        assertThat(value(producer, "record-size-avg")).isEqualTo(value(producer, "batch-size-max") / 10);
        assertThat(value(producer, "metadata-age")).isBetween(0.0, 60.0);
        assertThat(value(producer, "request-latency-avg")).isPositive();
        assertThat(value(producer, "requests-in-flight")).isZero();
        assertThat(value(producer, "buffer-total-bytes")).isEqualTo(1 << 20);
        assertThat(value(producer, "buffer-available-bytes")).isEqualTo(1 << 20);
        assertThat(value(producer, "metadata-wait-time-ns-total")).isPositive();
        assertThat(value(producer, "flush-time-ns-total")).isPositive();
        assertThat(value(producer, "connection-count")).isPositive();
    }

    @Test
    void tellHowFarBatchesWereCompressed() {
        Producer<String, String> producer = kafka.producer("linger.ms", 60_000, "compression.type", "gzip");
        for (int i = 0; i < 10; i++) {
            producer.send(ProducerRecord.of("t", "a".repeat(1_000)));
        }
        producer.flush();

        double rate = value(producer, "compression-rate-avg");
        assertThat(rate).isBetween(0.005, 0.1);
        assertThat(value(producer, "record-size-avg")).isBetween(1_000.0, 1_020.0);
        assertThat(value(producer, "batch-size-avg") / rate).isBetween(10_000.0, 10_200.0);
    }

    @Test
    void countWhatFailed() {
        kafka.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        Producer<String, String> producer = kafka.producer();
        producer.send(ProducerRecord.of("t", "tried again"));
        producer.flush();
        kafka.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.INVALID_RECORD);
        producer.send(ProducerRecord.of("t", "refused"));
        producer.flush();
        producer.trySend(ProducerRecord.of("nowhere", "never accepted"));

        assertThat(value(producer, "record-retry-total")).isEqualTo(1);
        assertThat(value(producer, "record-error-total")).isEqualTo(2);
        assertThat(value(producer, "record-send-total")).isEqualTo(1);
    }

    private static double value(Producer<?, ?> producer, String name) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name))
                .getValue();
    }
}
