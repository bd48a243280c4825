package dev.kurier.brokerstub.log;

import dev.kurier.protocol.record.DecodedRecord;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Finds records by time. */
public final class OffsetLookup {
    private OffsetLookup() {}

    /** Says where a record is and when it was written. */
    public record Found(long offset, long timestampMs, int leaderEpoch) {}

    /** Returns the first record that is not older than a time, or null. */
    public static @Nullable Found firstNotBefore(PartitionLog log, long timestampMs) {
        for (StoredBatch batch : log.from(log.startOffset())) {
            if (batch.maxTimestampMs() >= timestampMs) {
                Found found = firstNotBefore(log, batch, timestampMs);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Returns the first record with the largest timestamp, or null if the log is empty. */
    public static @Nullable Found newest(PartitionLog log) {
        return log.batches().stream()
                .max(Comparator.comparingLong(StoredBatch::maxTimestampMs)
                        .thenComparing(Comparator.comparingLong(StoredBatch::baseOffset)
                                .reversed()))
                .map(batch -> firstNotBefore(log, batch, batch.maxTimestampMs()))
                .orElse(null);
    }

    private static @Nullable Found firstNotBefore(PartitionLog log, StoredBatch batch, long timestampMs) {
        for (DecodedRecord record : BatchRecords.decode(batch.bytes())) {
            if (record.timestampMs() >= timestampMs && record.offset() >= log.startOffset()) {
                return new Found(record.offset(), record.timestampMs(), batch.leaderEpoch());
            }
        }
        return null;
    }
}
