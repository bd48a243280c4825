package dev.kurier.cli.timing;

import dev.kurier.api.StageTimes;

/**
 * Rounds the stage times of one record to microseconds.
 *
 * <p>Not each part for itself: the borders between the stages are rounded, so that the parts sum to the total.
 */
public record StageMicros(long blocked, long serialized, long batching, long waiting, long inFlight) {
    private static final long NANOS_PER_MICRO = 1_000;

    /** Rounds {@code times}. */
    public static StageMicros of(StageTimes times) {
        long blockedEndNs = times.blockedNs();
        long serializedEndNs = blockedEndNs + times.serializedNs();
        long batchingEndNs = serializedEndNs + times.batchingNs();
        long waitingEndNs = batchingEndNs + times.waitingNs();
        return new StageMicros(
                rounded(blockedEndNs),
                rounded(serializedEndNs) - rounded(blockedEndNs),
                rounded(batchingEndNs) - rounded(serializedEndNs),
                rounded(waitingEndNs) - rounded(batchingEndNs),
                rounded(times.totalNs()) - rounded(waitingEndNs));
    }

    /** From the call of {@code send} to the broker's answer. */
    public long total() {
        return blocked + serialized + batching + waiting + inFlight;
    }

    private static long rounded(long ns) {
        return Math.floorDiv(ns + NANOS_PER_MICRO / 2, NANOS_PER_MICRO);
    }
}
