package dev.kurier.sender.produce;

import dev.kurier.accumulator.SealedBatch;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.BrokerException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse;
import dev.kurier.sender.lane.LaneRepair;
import dev.kurier.sender.lane.PartitionLane;
import dev.kurier.sender.lane.ProduceBatch;
import dev.kurier.sender.lane.Sequences;
import dev.kurier.sender.lane.Settlement;
import dev.kurier.sender.log.ContainedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Deals with batches that a broker refused and that must change before they can be sent again.
 *
 * <p>A batch that may be in the log is replaced by others under numbers of its own that a broker accepts only if it has not
 * got the whole, and after which it refuses the whole; without sequences it ends as UNKNOWN. Belongs to the sender's thread.
 */
final class RefusedBatches {
    private static final Logger LOG = ContainedLog.named("kurier.send");

    private final LaneRepair repair;
    private final Settlement settlement;

    RefusedBatches(LaneRepair repair, Settlement settlement) {
        this.repair = repair;
        this.settlement = settlement;
    }

    /** Deals with numbers that the broker did not expect, of a batch that waits to be sent again. */
    void renumber(PartitionLane lane, ProduceBatch batch, ErrorCode code) {
        if (code == ErrorCode.INVALID_PRODUCER_EPOCH) {
            repair.shutOut(lane);
        } else if (lane.oldest() == batch && batch.isPartOfDoubtful()) {
            repair.failParts(lane, batch);
        } else if (lane.oldest() == batch) {
            lane.breakIdentity("the broker no longer recognises the numbers of the oldest batch: " + batch.lastError());
        }
        // Otherwise an earlier batch failed first; this one is due again, with the same numbers, once that one is
        // settled.
    }

    /** Deals with a batch that is too large for the topic: halves go in its place, with the same numbers. */
    void split(
            PartitionLane lane,
            ProduceBatch batch,
            String words,
            long nowNs,
            Function<Outcome, ProducerException> tooLarge) {
        SealedBatch whole = batch.sealed();
        if (whole.recordCount() == 1 || !canChange(batch)) {
            repair.fail(lane, batch, tooLarge);
            return;
        }
        List<ProduceBatch> parts =
                divide(lane, batch, tooLarge, nowNs, () -> whole.split(Math.max(1, whole.sizeBytes() / 2)));
        if (parts == null) {
            return;
        }
        int sequence = batch.baseSequence();
        for (ProduceBatch part : parts) {
            if (batch.identity().isPresent()) {
                part.replace(batch, sequence);
                sequence = Sequences.advance(sequence, part.sealed().recordCount());
            }
            part.retryAt(nowNs, words);
        }
        if (batch.leavesGap()) {
            parts.get(parts.size() - 1).leaveGap();
        }
        replace(lane, batch, parts);
        settlement.divided(batch, parts.size(), words);
    }

    /** Deals with a batch in which the broker names the bad records: they alone fail. */
    void dropCulprits(
            PartitionLane lane,
            ProduceBatch batch,
            List<ProduceResponse.RecordError> errors,
            long nowNs,
            Function<Outcome, ProducerException> refusal) {
        Outcome outcome = batch.mayBeWritten() ? Outcome.UNKNOWN : Outcome.NOT_PERSISTED;
        Map<Integer, ProducerException> culprits = new TreeMap<>();
        for (ProduceResponse.RecordError error : errors) {
            if (error.batchIndex() >= 0 && error.batchIndex() < batch.sealed().recordCount()) {
                culprits.put(error.batchIndex(), culprit(refusal.apply(outcome), error));
            }
        }
        boolean innocentsLeft =
                !culprits.isEmpty() && culprits.size() < batch.sealed().recordCount();
        if (!innocentsLeft || !canChange(batch)) {
            repair.fail(lane, batch, refusal);
            return;
        }
        List<ProduceBatch> innocents =
                divide(lane, batch, refusal, nowNs, () -> batch.sealed().without(culprits));
        if (innocents == null) {
            return;
        }
        settlement.culpritsFailed(batch, culprits.values(), innocents.size());
        if (batch.mayBeWritten()) {
            // Fewer records from the same sequence on can't be taken for the whole, nor can the whole be appended
            // behind them.
            for (ProduceBatch remaining : innocents) {
                remaining.replace(batch, batch.baseSequence());
                remaining.leaveGap();
            }
            replace(lane, batch, innocents);
        } else if (lane.unresolved().get(lane.unresolved().size() - 1) == batch) {
            repair.remove(lane, batch, "records of it were rejected");
            for (int i = innocents.size() - 1; i >= 0; i--) {
                lane.requeued().addFirst(innocents.get(i));
            }
        } else {
            replace(lane, batch, innocents);
            lane.breakIdentity("records of an earlier batch were rejected");
        }
    }

    /**
     * Makes the batches that go in place of a rejected one; null if that fails, for want of memory or because of a codec: then
     * the whole batch has failed, and nothing else.
     */
    @SuppressWarnings("CatchThrowable") // also an OutOfMemoryError: one batch must not end the sender
    private @Nullable List<ProduceBatch> divide(
            PartitionLane lane,
            ProduceBatch batch,
            Function<Outcome, ProducerException> rejection,
            long nowNs,
            Supplier<List<SealedBatch>> division) {
        try {
            return adopt(division.get(), batch, nowNs);
        } catch (Throwable e) {
            LOG.warn(
                    "a rejected batch of {} records for {} could not be split, its records fail",
                    batch.sealed().recordCount(),
                    lane.chain().topicPartition(),
                    e);
            repair.fail(lane, batch, rejection);
            return null;
        }
    }

    /**
     * Tells whether other batches may be sent in place of this one. They may if it is certainly not in the log, or if a broker
     * can tell them from it by their sequences.
     */
    private static boolean canChange(ProduceBatch batch) {
        return !batch.isReported() && (!batch.mayBeWritten() || batch.identity().isPresent());
    }

    private static List<ProduceBatch> adopt(List<SealedBatch> parts, ProduceBatch whole, long nowNs) {
        List<ProduceBatch> adopted = new ArrayList<>(parts.size());
        for (SealedBatch part : parts) {
            adopted.add(new ProduceBatch(part, whole.completion(), whole.deadlineNs(), nowNs));
        }
        return adopted;
    }

    private static void replace(PartitionLane lane, ProduceBatch whole, List<ProduceBatch> parts) {
        int index = lane.unresolved().indexOf(whole);
        lane.unresolved().remove(index);
        lane.unresolved().addAll(index, parts);
        whole.done();
    }

    private static ProducerException culprit(ProducerException whole, ProduceResponse.RecordError error) {
        String said = error.message() == null ? "" : ": '" + Words.untrusted(error.message()) + "'";
        String message = "the broker refused this record, number " + error.batchIndex() + " of its batch" + said + ". "
                + whole.getMessage();
        return whole instanceof BrokerException refused
                ? new BrokerException(
                        refused.brokerErrorCode(), refused.brokerErrorName(), refused.outcome(), false, message)
                : whole;
    }
}
