package dev.kurier.accumulator.delivery;

/**
 * Notes when a batch passed its stages, in nanoseconds of the monotonic clock; 0 for a stage not reached.
 *
 * <p>Each time is written by the thread that does the step, before it hands the batch on; readers see them once the batch's
 * outcome has ended.
 */
public final class BatchTimes {
    private final long openedNs;
    private long sealedNs;
    private long drainedNs;
    private long writtenNs;
    private long answeredNs;

    /** Starts with the time the batch opened. */
    public BatchTimes(long openedNs) {
        this.openedNs = openedNs;
    }

    /** Copies the times of a batch for a part of it. */
    public BatchTimes(BatchTimes whole) {
        this(whole.openedNs);
        sealedNs = whole.sealedNs;
        drainedNs = whole.drainedNs;
        writtenNs = whole.writtenNs;
    }

    /** When the first record came; delivery.timeout.ms counts from here. */
    public long openedNs() {
        return openedNs;
    }

    /** When the batch stopped taking records. */
    public long sealedNs() {
        return sealedNs;
    }

    /** When it was last put into a request. */
    public long drainedNs() {
        return drainedNs;
    }

    /** When its last byte was last handed to the socket. */
    public long writtenNs() {
        return writtenNs;
    }

    /** When the answer came that settled it. */
    public long answeredNs() {
        return answeredNs;
    }

    /** Notes the seal. */
    public void sealed(long nowNs) {
        sealedNs = nowNs;
    }

    /** Notes that the batch goes into a request, again perhaps. */
    public void drained(long nowNs) {
        drainedNs = nowNs;
    }

    /** Notes that the request is completely written. */
    public void written(long nowNs) {
        writtenNs = nowNs;
    }

    /** Notes the answer. */
    public void answered(long nowNs) {
        answeredNs = nowNs;
    }
}
