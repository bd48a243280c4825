package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;

/** Tells what a partition makes of a batch's producer id, epoch and sequence. */
sealed interface SequenceVerdict {
    /** The batch is the one that was due, or nothing is known of its producer. */
    record Accepted() implements SequenceVerdict {}

    /** The very batch was written before, there. */
    record Duplicate(long baseOffset, long logAppendTimeMs) implements SequenceVerdict {}

    /** The batch can't be written. */
    record Refused(ErrorCode error) implements SequenceVerdict {}
}
