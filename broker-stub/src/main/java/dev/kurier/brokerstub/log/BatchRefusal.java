package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse.RecordError;
import java.util.List;

/** Says why a broker won't take a batch. */
final class BatchRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;
    private final transient List<RecordError> culprits;

    BatchRefusal(ErrorCode error, String message) {
        this(error, message, List.of());
    }

    /**
     * Makes it.
     *
     * @param culprits the records that are to blame
     */
    BatchRefusal(ErrorCode error, String message, List<RecordError> culprits) {
        super(message, null, false, false);
        this.error = error;
        this.culprits = culprits;
    }

    ErrorCode error() {
        return error;
    }

    List<RecordError> culprits() {
        return culprits;
    }
}
