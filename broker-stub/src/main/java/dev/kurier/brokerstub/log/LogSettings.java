package dev.kurier.brokerstub.log;

import dev.kurier.brokerstub.config.TopicConfig;

/**
 * Holds the settings of partition logs.
 *
 * @param maxMessageBytes the largest batch taken (Kafka's {@code max.message.bytes})
 * @param retentionBytes bytes kept per partition; above it the oldest batches go and the log start moves
 * @param logAppendTime whether records get the broker's time (Kafka's {@code message.timestamp.type=LogAppendTime})
 * @param discard whether batches are numbered but not kept, nor looked into
 * @param checkCrc whether batches are read in full: their CRC-32C and, unless discarded, their records
 * @param compacted whether every record must have a key (Kafka's {@code cleanup.policy=compact}); seen with checkCrc only
 */
public record LogSettings(
        int maxMessageBytes,
        long retentionBytes,
        boolean logAppendTime,
        boolean discard,
        boolean checkCrc,
        boolean compacted) {

    /** Returns the same with what one topic is configured with; the smaller of both bounds on kept bytes holds. */
    public LogSettings with(TopicConfig topic) {
        long retention = topic.retentionBytes() < 0 ? retentionBytes : Math.min(retentionBytes, topic.retentionBytes());
        return new LogSettings(
                topic.maxMessageBytes(), retention, topic.logAppendTime(), discard, checkCrc, topic.compacted());
    }
}
