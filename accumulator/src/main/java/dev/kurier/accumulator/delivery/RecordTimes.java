package dev.kurier.accumulator.delivery;

import dev.kurier.api.StageTimes;

/**
 * Notes when one timed record passed through {@code send}, in nanoseconds of the monotonic clock.
 *
 * @param startedNs when {@code send} was called
 * @param blockedNs how long it waited for metadata and memory
 * @param appendedNs when the record went into its batch
 */
public record RecordTimes(long startedNs, long blockedNs, long appendedNs) {
    /** Cuts the way of the record into spans that follow each other without gaps, given the times of its batch. */
    StageTimes with(BatchTimes batch) {
        // The sender's clock reading may be a little older than a caller's: no span is negative.
        long sealedNs = Math.max(appendedNs, batch.sealedNs());
        long drainedNs = Math.max(sealedNs, batch.drainedNs());
        long answeredNs = Math.max(drainedNs, batch.answeredNs());
        return new StageTimes(
                blockedNs,
                appendedNs - startedNs - blockedNs,
                sealedNs - appendedNs,
                drainedNs - sealedNs,
                answeredNs - drainedNs);
    }
}
