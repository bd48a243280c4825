package dev.kurier.brokerstub.log;

import dev.kurier.brokerstub.release.Release;

/**
 * Says under what circumstances a batch is appended.
 *
 * @param topic the partition's topic
 * @param partition its index
 * @param leaderEpoch is written into the batch
 * @param wallMs the broker's time, milliseconds since 1970
 * @param zstdAllowed whether the request's version knows zstd (Produce 7 and up)
 * @param release whose brokers are emulated
 */
public record AppendTerms(
        String topic, int partition, int leaderEpoch, long wallMs, boolean zstdAllowed, Release release) {
    /** Returns how messages call the partition, such as {@code orders-0}. */
    String topicPartition() {
        return topic + "-" + partition;
    }
}
