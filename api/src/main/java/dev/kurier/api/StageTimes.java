package dev.kurier.api;

/**
 * Tells where the time of one record went, in nanoseconds of the monotonic clock.
 *
 * <p>The spans follow each other without gaps, so that they sum to {@link #totalNs()}.
 *
 * @param blockedNs waiting inside {@code send} for metadata or memory
 * @param serializedNs the rest of {@code send}: interceptors, serializers, partitioner, append
 * @param batchingNs in the open batch, until it was sealed
 * @param waitingNs in the sealed batch, until its last writing began: compression, connection, in-flight limit, retries
 * @param inFlightNs from its last writing to the answer
 */
public record StageTimes(long blockedNs, long serializedNs, long batchingNs, long waitingNs, long inFlightNs) {
    /** From the call of {@code send} to the broker's answer. */
    public long totalNs() {
        return blockedNs + serializedNs + batchingNs + waitingNs + inFlightNs;
    }
}
