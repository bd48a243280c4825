package dev.kurier.api;

/** Says what is known of a record once its delivery has finished. */
public enum Outcome {
    /** The record is in the log of its partition (with {@code acks=0}: never reported). */
    PERSISTED,
    /** The record is certainly not in the log and never will be: sending it again makes no duplicate. */
    NOT_PERSISTED,
    /** The record's bytes may have left this process and no definite answer came: it may be in the log, or get there. */
    UNKNOWN
}
