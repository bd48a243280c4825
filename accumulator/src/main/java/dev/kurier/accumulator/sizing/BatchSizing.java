package dev.kurier.accumulator.sizing;

/**
 * Says how large a partition's batches may grow and how much memory they start with.
 *
 * <p>A guess from the last batch; races between threads at most make it a worse guess.
 */
public final class BatchSizing {
    private static final int FIRST_START_BYTES = 1024;

    private final BatchingSettings settings;
    private final int largestChunkBytes;
    private final CompressionRatio ratio;
    private volatile int lastSizeBytes = FIRST_START_BYTES;

    /** Makes the sizing of one partition; {@code ratio} is its topic's. */
    public BatchSizing(BatchingSettings settings, int largestChunkBytes, CompressionRatio ratio) {
        this.settings = settings;
        this.largestChunkBytes = largestChunkBytes;
        this.ratio = ratio;
    }

    public CompressionRatio ratio() {
        return ratio;
    }

    /** How large a batch may grow, uncompressed and with its header, if its first record leaves that open. */
    public int limitBytes() {
        return Math.min(ratio.uncompressedBytes(settings.batchSizeBytes()), settings.maxRequestSizeBytes());
    }

    /** With how much memory a batch should start that needs {@code neededBytes} at least: what its predecessor came to. */
    public int firstChunkBytes(int neededBytes, int limitBytes) {
        int wanted = Math.min(lastSizeBytes, limitBytes);
        // A power of two that is not beyond the limit; the rest comes with the next chunk.
        int whole = Math.min(Integer.highestOneBit(limitBytes), largestChunkBytes);
        return Math.max(neededBytes, Math.min(wanted, whole));
    }

    public void noteSize(int sizeBytes) {
        if (sizeBytes != lastSizeBytes) {
            lastSizeBytes = sizeBytes;
        }
    }
}
