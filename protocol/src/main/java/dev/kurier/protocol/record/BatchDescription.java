package dev.kurier.protocol.record;

/**
 * Says what {@link BatchHeaderWriter} is to write about a batch; the rest of the header follows from it.
 *
 * @param attributes see {@link BatchAttributes}
 * @param recordsCount how many records follow, at least 1
 * @param baseTimestamp the timestamp that the records' deltas refer to, in milliseconds since 1970
 * @param maxTimestamp the largest timestamp of the records
 * @param producerId the producer id, or {@link BatchHeader#NO_PRODUCER_ID}
 * @param producerEpoch the producer epoch, or {@link BatchHeader#NO_PRODUCER_EPOCH}
 * @param baseSequence the sequence number of the first record, or {@link BatchHeader#NO_SEQUENCE}
 */
public record BatchDescription(
        short attributes,
        int recordsCount,
        long baseTimestamp,
        long maxTimestamp,
        long producerId,
        short producerEpoch,
        int baseSequence) {}
