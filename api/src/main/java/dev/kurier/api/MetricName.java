package dev.kurier.api;

import java.util.Map;
import java.util.Objects;

/**
 * Names one metric as Kafka's producer does, so that existing dashboards find it.
 *
 * @param name for example {@code record-send-total}
 * @param group for example {@code producer-metrics}
 * @param tags for example {@code client-id}
 */
public record MetricName(String name, String group, Map<String, String> tags) {
    public MetricName {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(tags, "tags");
        tags = Map.copyOf(tags);
    }
}
