package dev.kurier.accumulator.delivery;

import dev.kurier.api.error.ProducerException;
import java.util.List;

/** Says how all records of a batch ended, or that they have to be looked up in the batch's parts. */
sealed interface Ending {
    /**
     * The records are in the log.
     *
     * @param baseOffset the offset of record 0, or -1 if unknown
     * @param logAppendTimeMs the broker's timestamp of all records, or -1 if they keep their own
     */
    record Persisted(long baseOffset, long logAppendTimeMs) implements Ending {}

    /** The records' bytes were handed to the socket and nobody will ever tell more (acks=0). */
    record HandedOver() implements Ending {}

    /** The records are not known to be in the log; the error says what is known. */
    record Failed(ProducerException error) implements Ending {}

    /**
     * The batch was divided.
     *
     * @param parts the outcomes that its records moved to
     * @param places where each record went, by index
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Divided(List<BatchOutcome> parts, Place[] places) implements Ending {}

    /** A record's place: a batch's outcome and the index in it. */
    record Place(BatchOutcome outcome, int index) {}
}
