package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a batch, in the terms of a Produce answer.
 *
 * @param baseOffset where the batch begins in the log, or -1
 * @param logAppendTimeMs the broker's time if the log stamps records, else -1
 * @param logStartOffset the first offset that the log holds, or -1
 * @param message says what was wrong, or null
 */
public record AppendOutcome(
        ErrorCode error,
        long baseOffset,
        long logAppendTimeMs,
        long logStartOffset,
        @Nullable String message) {

    /** Returns the outcome of a batch that was refused before anybody looked at the log. */
    public static AppendOutcome refused(ErrorCode error, @Nullable String message) {
        return new AppendOutcome(error, -1, -1, -1, message);
    }

    /** Returns the outcome of a batch that could not be appended: such an answer tells where the log begins. */
    static AppendOutcome notAppended(ErrorCode error, long logStartOffset, @Nullable String message) {
        return new AppendOutcome(error, -1, -1, logStartOffset, message);
    }

    /** Returns the outcome of a batch that is in the leader's log, but not known to be safe there. */
    public AppendOutcome failedLater(ErrorCode later) {
        return new AppendOutcome(later, baseOffset, logAppendTimeMs, logStartOffset, null);
    }

    /** Returns the same story told wrongly: the log is as it is, the answer names this error. */
    public AppendOutcome deniedAs(ErrorCode other) {
        return refused(other, null);
    }
}
