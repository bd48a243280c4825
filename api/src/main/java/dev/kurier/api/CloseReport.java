package dev.kurier.api;

import java.util.Map;

/**
 * Says what a closing producer could not deliver.
 *
 * @param notPersisted records given up by the close that are certainly not in the log, by partition
 * @param unknown records given up by the close that may be in the log, by partition
 */
public record CloseReport(Map<TopicPartition, Long> notPersisted, Map<TopicPartition, Long> unknown) {
    public CloseReport {
        notPersisted = Map.copyOf(notPersisted);
        unknown = Map.copyOf(unknown);
    }

    /** Tells whether every record sent before the close had its answer. */
    public boolean isComplete() {
        return notPersisted.isEmpty() && unknown.isEmpty();
    }
}
