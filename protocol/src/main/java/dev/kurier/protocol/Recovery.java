package dev.kurier.protocol;

/**
 * Says what a client does about an error code. Code that handles answers switches on this, never on codes.
 *
 * <p>It says nothing about what became of the records: see {@link ErrorCode#mayBeWritten()}.
 */
public enum Recovery {
    /** There is no error. */
    NONE,
    /** The records are in the log, but the broker no longer knows at which offset. */
    SUCCESS_WITHOUT_OFFSET,
    /** Send the same again later. */
    RETRY,
    /** Ask for metadata, then send the same again to whom it names. */
    REFRESH_METADATA,
    /** Send the batch again in smaller parts. */
    SPLIT,
    /** Fail the records that the answer names, send the others again; fail all if it names none. */
    DROP_CULPRITS,
    /** Find out which sequence numbers the broker expects, or start anew under a higher epoch. */
    RESEQUENCE,
    /** Fail: the client lacks a permission, which somebody may grant. */
    UNAUTHORIZED,
    /** Forget all known brokers and begin again with the configured ones. */
    REBOOTSTRAP,
    /** Fail: to send the same again would not help. */
    REFUSE
}
