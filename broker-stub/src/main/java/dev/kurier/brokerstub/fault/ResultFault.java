package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ErrorCode;

/**
 * Tells what is wrong with the result for one partition, topic or request.
 *
 * @param preventsEffect whether what was asked for must not be done
 * @param omits whether the answer leaves this result out
 * @param error the error to answer with, {@link ErrorCode#NONE} for the true result
 */
public record ResultFault(boolean preventsEffect, boolean omits, ErrorCode error) {
    /** Nothing is wrong. */
    public static final ResultFault NONE = new ResultFault(false, false, ErrorCode.NONE);

    static ResultFault failed(Stage stage, ErrorCode error) {
        return new ResultFault(stage.isBeforeEffect(), false, error);
    }

    static ResultFault omitted(Stage stage) {
        return new ResultFault(stage.isBeforeEffect(), true, ErrorCode.NONE);
    }

    /** Tells whether the answer names an error that isn't the true result. */
    public boolean hasError() {
        return error != ErrorCode.NONE;
    }
}
