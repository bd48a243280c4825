package dev.kurier.protocol.record;

/**
 * Bounds what reading a batch may cost, whatever its bytes claim.
 *
 * @param maxDecompressedBytes the most bytes that the records of one batch may take once decompressed
 * @param maxRecordsPerBatch the most records of one batch
 * @param maxHeadersPerRecord the most headers of one record
 */
public record ReadLimits(int maxDecompressedBytes, int maxRecordsPerBatch, int maxHeadersPerRecord) {
    /** 64 MiB, eight million records, 65,536 headers. */
    public static final ReadLimits DEFAULT = new ReadLimits(64 << 20, 8_000_000, 65_536);
}
