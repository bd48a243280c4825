package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;

/** Says why a broker won't take a batch. */
final class BatchRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    BatchRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    ErrorCode error() {
        return error;
    }
}
