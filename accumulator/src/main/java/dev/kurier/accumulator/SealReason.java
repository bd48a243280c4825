package dev.kurier.accumulator;

/** Says why a batch takes no more records. */
public enum SealReason {
    /** The next record did not fit. */
    FULL,
    /** {@code linger.ms} has passed. */
    LINGER,
    /** The application wants everything to leave. */
    FLUSH,
    /** There was no memory for it to grow, or others wait for memory. */
    MEMORY,
    /** The producer closes. */
    CLOSE,
    /** Writing one of its records failed; it will never be sent. */
    BROKEN
}
