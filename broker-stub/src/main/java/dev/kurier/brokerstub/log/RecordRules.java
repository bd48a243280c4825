package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse.RecordError;
import dev.kurier.protocol.record.BatchHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows what a topic demands of each record of one batch, and notes those that don't keep to it, in the words of a
 * broker: it names them all (KIP-467), and the first says which error it is.
 */
final class RecordRules {
    private static final long NO_TIMESTAMP = -1;
    private static final int MOST_IN_MESSAGE = 3;

    private final LogSettings settings;
    private final AppendTerms terms;
    private final BatchHeader header;
    private final List<RecordError> culprits = new ArrayList<>(0);
    private ErrorCode error = ErrorCode.NONE;

    RecordRules(LogSettings settings, AppendTerms terms, BatchHeader header) {
        this.settings = settings;
        this.terms = terms;
        this.header = header;
    }

    /** Looks at the next record. */
    void look(int number, boolean hasKey, long timestampDelta) {
        if (settings.compacted() && !hasKey) {
            blame(
                    ErrorCode.INVALID_RECORD,
                    number,
                    "Compacted topic cannot accept message without key in topic partition " + terms.topicPartition());
        } else if (!settings.logAppendTime()) {
            lookAtTime(
                    number, header.isLogAppendTime() ? header.maxTimestamp() : header.baseTimestamp() + timestampDelta);
        }
    }

    /** Refuses the batch if a record was to blame. */
    void refuseCulprits() throws BatchRefusal {
        if (error == ErrorCode.INVALID_TIMESTAMP) {
            throw new BatchRefusal(
                    error, "One or more records have been rejected due to invalid timestamp", List.copyOf(culprits));
        }
        if (error != ErrorCode.NONE) {
            throw new BatchRefusal(
                    error,
                    "One or more records have been rejected due to " + culprits.size()
                            + " record errors in total, and only showing the first three errors at most: " + first(),
                    List.copyOf(culprits));
        }
    }

    /** A record may be older than the broker's clock by one bound, and newer by the other. */
    private void lookAtTime(int number, long timestampMs) {
        long ageMs = terms.wallMs() - timestampMs;
        if (timestampMs != NO_TIMESTAMP
                && (ageMs > settings.timestampBeforeMaxMs() || -ageMs > settings.timestampAfterMaxMs())) {
            blame(
                    ErrorCode.INVALID_TIMESTAMP,
                    number,
                    "Timestamp " + timestampMs + " of message with offset " + number
                            + " is out of range. The timestamp should be within ["
                            + (terms.wallMs() - settings.timestampBeforeMaxMs()) + ", "
                            + (terms.wallMs() + settings.timestampAfterMaxMs()) + "]");
        }
    }

    private void blame(ErrorCode code, int number, String message) {
        error = culprits.isEmpty() ? code : error;
        culprits.add(new RecordError(number, message));
    }

    private List<String> first() {
        return culprits.stream()
                .limit(MOST_IN_MESSAGE)
                .map(culprit ->
                        "RecordError(batchIndex=" + culprit.batchIndex() + ", message='" + culprit.message() + "')")
                .toList();
    }
}
