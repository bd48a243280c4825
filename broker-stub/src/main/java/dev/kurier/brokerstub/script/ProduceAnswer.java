package dev.kurier.brokerstub.script;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which fields of a partition's answer in a Produce response are made up; the others tell the truth.
 *
 * <p>Any value is taken, also one that no broker would send. Immutable.
 */
public final class ProduceAnswer {
    private static final ProduceAnswer TRUTH = new ProduceAnswer(ErrorCode.NONE, Map.of(), List.of());

    private enum Field {
        BASE_OFFSET,
        LOG_APPEND_TIME_MS,
        LOG_START_OFFSET,
        ERROR_MESSAGE
    }

    private final ErrorCode error;
    private final Map<Field, Object> fields;
    private final List<ProduceResponse.RecordError> recordErrors;

    private ProduceAnswer(ErrorCode error, Map<Field, Object> fields, List<ProduceResponse.RecordError> recordErrors) {
        this.error = error;
        this.fields = fields;
        this.recordErrors = recordErrors;
    }

    /** Begins with an answer in which every field is true. */
    public static ProduceAnswer truth() {
        return TRUTH;
    }

    /** Answers with this error; before the effect nothing is written. {@link ErrorCode#NONE} is the truth. */
    public ProduceAnswer error(ErrorCode code) {
        return new ProduceAnswer(code, fields, recordErrors);
    }

    /** Says that the first record has this offset; -1 is that the broker does not know. */
    public ProduceAnswer baseOffset(long offset) {
        return with(Field.BASE_OFFSET, offset);
    }

    /** Says that the records got this time, in milliseconds since 1970; -1 is that they kept their own. */
    public ProduceAnswer logAppendTimeMs(long timeMs) {
        return with(Field.LOG_APPEND_TIME_MS, timeMs);
    }

    /** Says that the partition begins at this offset (from Produce 5); -1 is that the broker does not know. */
    public ProduceAnswer logStartOffset(long offset) {
        return with(Field.LOG_START_OFFSET, offset);
    }

    /** Says this in the partition's error message (from Produce 8), with an error or without. */
    public ProduceAnswer errorMessage(String words) {
        return with(Field.ERROR_MESSAGE, words);
    }

    /**
     * Names a record of the batch as bad, one more with each call (from Produce 8, KIP-467).
     *
     * @param batchIndex its place in the batch, from 0
     */
    public ProduceAnswer recordError(int batchIndex, @Nullable String words) {
        List<ProduceResponse.RecordError> more = new ArrayList<>(recordErrors);
        more.add(new ProduceResponse.RecordError(batchIndex, words));
        return new ProduceAnswer(error, fields, List.copyOf(more));
    }

    ErrorCode error() {
        return error;
    }

    ProduceResponse.Partition applyTo(ProduceResponse.Partition truth) {
        return new ProduceResponse.Partition(
                truth.index(),
                truth.errorCode(),
                (long) fields.getOrDefault(Field.BASE_OFFSET, truth.baseOffset()),
                (long) fields.getOrDefault(Field.LOG_APPEND_TIME_MS, truth.logAppendTimeMs()),
                (long) fields.getOrDefault(Field.LOG_START_OFFSET, truth.logStartOffset()),
                recordErrors.isEmpty() ? truth.recordErrors() : recordErrors,
                fields.containsKey(Field.ERROR_MESSAGE)
                        ? (String) fields.get(Field.ERROR_MESSAGE)
                        : truth.errorMessage(),
                truth.currentLeader());
    }

    private ProduceAnswer with(Field field, Object value) {
        Map<Field, Object> more = new TreeMap<>(fields);
        more.put(field, value);
        return new ProduceAnswer(error, more, recordErrors);
    }

    @Override
    public String toString() {
        return error + " " + fields + " " + recordErrors;
    }
}
