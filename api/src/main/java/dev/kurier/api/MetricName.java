package dev.kurier.api;

import java.util.Map;

/**
 * Names one metric as Kafka's producer does, so that existing dashboards find it.
 *
 * @param name for example {@code record-send-total}
 * @param group for example {@code producer-metrics}
 * @param tags for example {@code client-id}
 */
public record MetricName(String name, String group, Map<String, String> tags) {
    public MetricName {
        tags = Map.copyOf(tags);
    }
}
