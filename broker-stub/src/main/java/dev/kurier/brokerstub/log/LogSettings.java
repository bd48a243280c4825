package dev.kurier.brokerstub.log;

/**
 * Holds the settings of partition logs.
 *
 * @param maxMessageBytes the largest batch taken (Kafka's {@code max.message.bytes})
 * @param retentionBytes bytes kept per partition; above it the oldest batches go and the log start moves
 * @param logAppendTime whether records get the broker's time (Kafka's {@code message.timestamp.type=LogAppendTime})
 * @param discard whether batches are numbered but not kept, nor looked into
 * @param checkCrc whether batches are read in full: their CRC-32C and, unless discarded, their records
 */
public record LogSettings(
        int maxMessageBytes, long retentionBytes, boolean logAppendTime, boolean discard, boolean checkCrc) {}
