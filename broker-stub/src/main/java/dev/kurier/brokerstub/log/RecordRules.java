package dev.kurier.brokerstub.log;

import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.compress.CompressionType;
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
    private final boolean isOld;
    private final List<RecordError> culprits = new ArrayList<>(0);
    private ErrorCode error = ErrorCode.NONE;
    private boolean looked;
    private long newestMs = NO_TIMESTAMP;

    RecordRules(LogSettings settings, AppendTerms terms, BatchHeader header) {
        this.settings = settings;
        this.terms = terms;
        this.header = header;
        this.isOld = terms.release().isBefore(Release.KAFKA_3_9);
    }

    /** Looks at the next record. */
    void look(int number, boolean hasKey, long timestampDelta) {
        long timestampMs = header.isLogAppendTime() ? header.maxTimestamp() : header.baseTimestamp() + timestampDelta;
        looked = true;
        newestMs = Math.max(newestMs, timestampMs);
        if (settings.compacted() && !hasKey) {
            blame(
                    ErrorCode.INVALID_RECORD,
                    number,
                    "Compacted topic cannot accept message without key in topic partition " + terms.topicPartition()
                            + (isOld ? "." : ""));
        } else if (settings.logAppendTime() || isOfFairTime(number, timestampMs)) {
            lookAtTypeOfTime(number);
        }
    }

    /** Returns the largest timestamp of the records; where none could be looked at, what the batch says. */
    long newestMs() {
        return looked ? newestMs : header.maxTimestamp();
    }

    /** Returns how a broker takes a record that is said to be longer than what is left of its batch. */
    ErrorCode tooLong() {
        // 2.8 trips over it where nothing is compressed.
        return isOld && header.compression() == CompressionType.NONE
                ? ErrorCode.UNKNOWN_SERVER_ERROR
                : ErrorCode.INVALID_RECORD;
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
                    "One or more records have been rejected"
                            + (isOld
                                    ? ""
                                    : " due to " + culprits.size() + " record errors in total, and only showing the"
                                            + " first three errors at most: " + first()),
                    List.copyOf(culprits));
        }
    }

    /** A record may be older than the broker's clock by one bound, and newer by the other. */
    private boolean isOfFairTime(int number, long timestampMs) {
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
            return false;
        }
        return true;
    }

    /**
     * Only brokers may say that records have the time of their append. From 3.9 on they look at that only where they stamp
     * records themselves.
     */
    private void lookAtTypeOfTime(int number) {
        if (header.isLogAppendTime() && (isOld || settings.logAppendTime())) {
            blame(
                    ErrorCode.INVALID_TIMESTAMP,
                    number,
                    "Invalid timestamp type in message with offset " + number
                            + ". Producer should not set timestamp type to LogAppendTime.");
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
