package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Says why a broker won't do something about a topic, in the words that clients show. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;

    /** Refuses; clients have words of their own where the message is null. */
    Refusal(ErrorCode error, @Nullable String message) {
        super(message, null, false, false);
        this.error = error;
    }

    ErrorCode error() {
        return error;
    }

    /** Refuses if the fault script says so before anything is done. */
    static void ifScripted(ResultFault fault) throws Refusal {
        if (fault.preventsEffect()) {
            throw new Refusal(fault.error(), null);
        }
    }
}
