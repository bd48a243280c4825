package dev.kurier.brokerstub.log;

import java.nio.ByteBuffer;

/**
 * Holds one batch as it was received, with its place in the log written into it.
 *
 * @param lastOffset the offset of its last record
 * @param maxTimestampMs the largest timestamp of its records
 * @param bytes the whole batch; never changed, shared by every reader: duplicate before reading
 */
public record StoredBatch(long baseOffset, long lastOffset, int leaderEpoch, long maxTimestampMs, ByteBuffer bytes) {
    public int sizeBytes() {
        return bytes.remaining();
    }
}
