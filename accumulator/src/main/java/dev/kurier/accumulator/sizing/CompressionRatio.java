package dev.kurier.accumulator.sizing;

import dev.kurier.protocol.compress.CompressionType;

/**
 * Estimates how much smaller the records of a topic become by compression.
 *
 * <p>Rises at once with a batch that compresses worse, falls slowly with better ones, as Kafka's own producer does: too large
 * a batch costs more than a small one. Concurrent updates may lose one; it stays an estimate.
 */
public final class CompressionRatio {
    private static final float RISE = 0.05f;
    private static final float FALL = 0.005f;
    private static final float MARGIN = 1.05f;

    private final boolean compressing;
    private volatile float estimate = 1.0f;

    public CompressionRatio(CompressionType type) {
        compressing = type != CompressionType.NONE;
    }

    /** How many bytes may be collected so that they become about {@code sizeBytes}. */
    public int uncompressedBytes(int sizeBytes) {
        if (!compressing) {
            return sizeBytes;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(sizeBytes, sizeBytes / (estimate * MARGIN)));
    }

    /** Learns from a batch. */
    public void observe(int uncompressedBytes, int compressedBytes) {
        float observed = (float) compressedBytes / Math.max(1, uncompressedBytes);
        float before = estimate;
        estimate = observed > before ? Math.max(before + RISE, observed) : Math.max(before - FALL, observed);
    }
}
