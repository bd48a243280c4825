package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse.RecordError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a batch, in the terms of a Produce answer.
 *
 * @param baseOffset where the batch begins in the log, or -1
 * @param logAppendTimeMs the broker's time if the log stamps records, else -1
 * @param logStartOffset the first offset that the log holds, or -1
 * @param message says what was wrong, or null
 * @param culprits the records that were to blame; empty if none in particular
 */
public record AppendOutcome(
        ErrorCode error,
        long baseOffset,
        long logAppendTimeMs,
        long logStartOffset,
        @Nullable String message,
        List<RecordError> culprits) {

    /** Returns the outcome of a batch that is in the log. */
    static AppendOutcome appended(long baseOffset, long logAppendTimeMs, long logStartOffset) {
        return new AppendOutcome(ErrorCode.NONE, baseOffset, logAppendTimeMs, logStartOffset, null, List.of());
    }

    /** Returns the outcome of a batch that was refused before anybody looked at the log. */
    public static AppendOutcome refused(ErrorCode error, @Nullable String message) {
        return new AppendOutcome(error, -1, -1, -1, message, List.of());
    }

    /** Returns the outcome of a batch that could not be appended: such an answer tells where the log begins. */
    static AppendOutcome notAppended(ErrorCode error, long logStartOffset) {
        return new AppendOutcome(error, -1, -1, logStartOffset, null, List.of());
    }

    /** As {@link #notAppended(ErrorCode, long)}, with what is wrong with the batch. */
    static AppendOutcome notAppended(BatchRefusal refusal, long logStartOffset) {
        return new AppendOutcome(refusal.error(), -1, -1, logStartOffset, refusal.getMessage(), refusal.culprits());
    }

    /** Returns the outcome of a batch that is in the leader's log, but not known to be safe there. */
    public AppendOutcome failedLater(ErrorCode later) {
        return new AppendOutcome(later, baseOffset, logAppendTimeMs, logStartOffset, null, List.of());
    }

    /** Returns the same story told wrongly: the log is as it is, the answer names this error. */
    public AppendOutcome deniedAs(ErrorCode other) {
        return refused(other, null);
    }
}
