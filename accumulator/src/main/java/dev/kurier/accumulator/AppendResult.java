package dev.kurier.accumulator;

/** Says how an append ended; details are in the {@link PendingRecord}. */
public enum AppendResult {
    /** The record is in a batch; its delivery tells the rest. */
    APPENDED,
    /** There is no memory now: wait for the record's ticket, then append again, or cancel it. */
    NEED_MEMORY,
    /** The accumulator takes no more records. */
    CLOSED,
    /** The record does not fit into {@code max.request.size} or {@code buffer.memory}; see the record's size and limit. */
    TOO_LARGE
}
