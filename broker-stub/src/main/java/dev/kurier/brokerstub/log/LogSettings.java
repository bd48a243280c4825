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
 * @param timestampBeforeMaxMs how much older than the broker's clock a record may be (Kafka's {@code
 *     message.timestamp.before.max.ms}); seen with checkCrc only, and not with logAppendTime
 * @param timestampAfterMaxMs how much newer it may be (Kafka's {@code message.timestamp.after.max.ms})
 */
public record LogSettings(
        int maxMessageBytes,
        long retentionBytes,
        boolean logAppendTime,
        boolean discard,
        boolean checkCrc,
        boolean compacted,
        long timestampBeforeMaxMs,
        long timestampAfterMaxMs) {

    /** Makes settings that leave keys and times of records open, until a topic says more. */
    public LogSettings(
            int maxMessageBytes, long retentionBytes, boolean logAppendTime, boolean discard, boolean checkCrc) {
        this(maxMessageBytes, retentionBytes, logAppendTime, discard, checkCrc, false, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Returns the same with what one topic is configured with; the smaller of both bounds on kept bytes holds. */
    public LogSettings with(TopicConfig topic) {
        long retention = topic.retentionBytes() < 0 ? retentionBytes : Math.min(retentionBytes, topic.retentionBytes());
        return new LogSettings(
                topic.maxMessageBytes(),
                retention,
                topic.logAppendTime(),
                discard,
                checkCrc,
                topic.compacted(),
                topic.timestampBeforeMaxMs(),
                topic.timestampAfterMaxMs());
    }
}
