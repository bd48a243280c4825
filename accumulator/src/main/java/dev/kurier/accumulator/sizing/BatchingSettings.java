package dev.kurier.accumulator.sizing;

import dev.kurier.api.error.ConfigException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CodecUnavailableException;
import dev.kurier.protocol.compress.CompressionType;
import java.util.List;

/**
 * Says how records are collected into batches.
 *
 * @param batchSizeBytes {@code batch.size}: how large a batch grows, its 61-byte header included; 0 and 1 mean a batch for
 *     each record
 * @param lingerNs {@code linger.ms} in nanoseconds: only used to decide whether a new batch has to wake the sender
 * @param bufferMemoryBytes {@code buffer.memory}: every byte that records hold, from append to release
 * @param maxRequestSizeBytes {@code max.request.size}: a record that could make a larger batch is refused
 * @param codec compresses batches, or leaves them as they are
 * @param maxWaitingCallbacks at how many ended batches whose callbacks have not run yet no batch is opened any more
 */
public record BatchingSettings(
        int batchSizeBytes,
        long lingerNs,
        long bufferMemoryBytes,
        int maxRequestSizeBytes,
        Codec codec,
        int maxWaitingCallbacks) {
    /** How many batches with waiting callbacks there may be if nobody says otherwise. */
    public static final int USUAL_MAX_WAITING_CALLBACKS = 10_000;

    public BatchingSettings {
        if (batchSizeBytes < 0 || lingerNs < 0 || maxRequestSizeBytes < 0 || maxWaitingCallbacks < 1) {
            throw new IllegalArgumentException("negative setting: batchSizeBytes=" + batchSizeBytes + ", lingerNs="
                    + lingerNs + ", maxRequestSizeBytes=" + maxRequestSizeBytes + ", maxWaitingCallbacks="
                    + maxWaitingCallbacks);
        }
    }

    /**
     * Makes settings with a codec chosen by its name.
     *
     * @param codecName one of none, gzip, snappy, lz4, zstd
     * @param codecLevel of a codec that has levels; ignored by the others
     * @throws ConfigException if the codec's library can't be used
     */
    public static BatchingSettings compressedBy(
            String codecName,
            int codecLevel,
            int batchSizeBytes,
            long lingerNs,
            long bufferMemoryBytes,
            int maxRequestSizeBytes) {
        CompressionType type = CompressionType.forName(codecName);
        if (type == null) {
            throw new IllegalArgumentException("unknown codec " + codecName);
        }
        try {
            return new BatchingSettings(
                    batchSizeBytes,
                    lingerNs,
                    bufferMemoryBytes,
                    maxRequestSizeBytes,
                    type.hasLevels() ? Codec.of(type, codecLevel) : Codec.of(type),
                    USUAL_MAX_WAITING_CALLBACKS);
        } catch (CodecUnavailableException e) {
            throw new ConfigException(List.of("compression.type=" + codecName + " is not usable. " + e.getMessage()
                    + " Or choose another compression.type."));
        }
    }
}
