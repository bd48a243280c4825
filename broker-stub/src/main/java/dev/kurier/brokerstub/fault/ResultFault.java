package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is wrong with the result for one partition, topic or request.
 *
 * @param preventsEffect whether what was asked for must not be done
 * @param omits whether the answer leaves this result out
 * @param error the error to answer with, {@link ErrorCode#NONE} for the true result
 * @param edit what else is wrong with a Produce answer, or null
 */
public record ResultFault(
        boolean preventsEffect,
        boolean omits,
        ErrorCode error,
        @Nullable AnswerEdit edit) {
    /** Nothing is wrong. */
    public static final ResultFault NONE = new ResultFault(false, false, ErrorCode.NONE, null);

    static ResultFault failed(Stage stage, ErrorCode error) {
        return new ResultFault(stage.isBeforeEffect(), false, error, null);
    }

    static ResultFault omitted(Stage stage) {
        return new ResultFault(stage.isBeforeEffect(), true, ErrorCode.NONE, null);
    }

    /** Only an error keeps the request from its effect. */
    static ResultFault edited(Stage stage, ErrorCode error, AnswerEdit edit) {
        return new ResultFault(stage.isBeforeEffect() && error != ErrorCode.NONE, false, error, edit);
    }

    /** Tells whether the answer names an error that isn't the true result. */
    public boolean hasError() {
        return error != ErrorCode.NONE;
    }
}
