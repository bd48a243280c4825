package dev.kurier.producer;

import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.api.MetricName;
import dev.kurier.producer.send.AppendStep;
import dev.kurier.producer.send.ContainedErrors;
import dev.kurier.producer.send.TopicLookup;
import dev.kurier.sender.metrics.SenderMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Reads all metrics under Kafka's names; may be used from any thread. */
final class ProducerMetrics {
    private static final String GROUP = "producer-metrics";
    /** What Kafka's producer does not have. */
    private static final String OWN_GROUP = "kurier-metrics";

    private final String clientId;
    private final SenderMetrics sender;
    private final RecordAccumulator accumulator;
    private final TopicLookup topics;
    private final AppendStep appending;
    private final Lifecycle lifecycle;
    private final Map<String, ContainedErrors> contained = new LinkedHashMap<>();
    private final LongAdder refused = new LongAdder();

    ProducerMetrics(
            String clientId,
            SenderMetrics sender,
            RecordAccumulator accumulator,
            TopicLookup topics,
            AppendStep appending,
            Lifecycle lifecycle) {
        this.clientId = clientId;
        this.sender = sender;
        this.accumulator = accumulator;
        this.topics = topics;
        this.appending = appending;
        this.lifecycle = lifecycle;
    }

    /** Shows the errors of user code under a name of Kurier's own; only while the producer is put together. */
    ProducerMetrics countsErrors(String name, ContainedErrors errors) {
        contained.put(name, errors);
        return this;
    }

    /** Takes note of a record that was never accepted. */
    void recordRefused() {
        refused.increment();
    }

    Map<MetricName, Double> read(long nowNs) {
        Map<String, Double> values = new LinkedHashMap<>();
        sender.read(values, nowNs);
        values.merge("record-error-total", (double) refused.sum(), Double::sum);
        values.put("buffer-total-bytes", (double) accumulator.memory().totalBytes());
        values.put("buffer-available-bytes", (double) accumulator.memory().availableBytes());
        values.put("buffer-exhausted-total", (double) appending.exhausted());
        values.put("waiting-threads", (double) accumulator.memory().waiting());
        values.put("bufferpool-wait-time-ns-total", (double) appending.waits().totalNs());
        values.put("bufferpool-wait-ratio", appending.waits().ratio(nowNs));
        values.put("metadata-wait-time-ns-total", (double) topics.waitedNs());
        values.put("flush-time-ns-total", (double) lifecycle.flushNs());
        Map<MetricName, Double> named = new LinkedHashMap<>();
        Map<String, String> tags = Map.of("client-id", clientId);
        values.forEach((name, value) -> named.put(new MetricName(name, GROUP, tags), value));
        contained.forEach((name, errors) -> named.put(new MetricName(name, OWN_GROUP, tags), (double) errors.count()));
        return named;
    }
}
