package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.record.BatchHeader;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Remembers the last five batches of one producer in one partition, and judges the next by them.
 *
 * <p>Kafka's rules: the very same batch again (epoch, first and last sequence) is answered with its first offset; an
 * older epoch is refused; a newer epoch must start at 0; in the same epoch the next sequence must follow the last.
 */
final class ProducerWindow {
    /** How many batches a broker remembers per producer. */
    static final int SIZE = 5;

    private static final SequenceVerdict ACCEPTED = new SequenceVerdict.Accepted();

    private final Deque<Written> lastBatches = new ArrayDeque<>(SIZE);
    private short epoch;
    private boolean fenced;

    private record Written(int firstSequence, int lastSequence, long baseOffset, long newestMs) {}

    /** Judges a batch that carries a producer id; changes nothing. */
    SequenceVerdict judge(BatchHeader batch) {
        Written last = lastBatches.peekLast();
        if (last == null) {
            return ACCEPTED;
        }
        if (batch.producerEpoch() < epoch) {
            return new SequenceVerdict.Refused(ErrorCode.INVALID_PRODUCER_EPOCH);
        }
        if (batch.producerEpoch() > epoch || fenced) {
            return batch.baseSequence() == 0 ? ACCEPTED : outOfOrder();
        }
        for (Written written : lastBatches) {
            if (written.firstSequence == batch.baseSequence() && written.lastSequence == lastSequence(batch)) {
                return new SequenceVerdict.Duplicate(written.baseOffset, written.newestMs);
            }
        }
        return batch.baseSequence() == SequenceNumber.plus(last.lastSequence, 1) ? ACCEPTED : outOfOrder();
    }

    /**
     * Remembers a batch that was accepted and written.
     *
     * @param newestMs the largest timestamp in it: what a broker gives as log-append time when the batch comes again
     */
    void wrote(BatchHeader batch, long baseOffset, long newestMs) {
        if (batch.producerEpoch() != epoch || fenced) {
            lastBatches.clear();
            epoch = batch.producerEpoch();
            fenced = false;
        }
        if (lastBatches.size() == SIZE) {
            lastBatches.removeFirst();
        }
        lastBatches.addLast(new Written(batch.baseSequence(), lastSequence(batch), baseOffset, newestMs));
    }

    /** Raises the epoch, as somebody else does who takes over the producer's id: what comes in the old one is refused. */
    void fence() {
        epoch++;
        fenced = true;
    }

    private static int lastSequence(BatchHeader batch) {
        return SequenceNumber.plus(batch.baseSequence(), batch.lastOffsetDelta());
    }

    private static SequenceVerdict outOfOrder() {
        return new SequenceVerdict.Refused(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }
}
