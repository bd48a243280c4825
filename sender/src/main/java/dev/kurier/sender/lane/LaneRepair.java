package dev.kurier.sender.lane;

import dev.kurier.accumulator.SealReason;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.BrokerException;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.ProducerFailedException;
import dev.kurier.sender.cluster.TopicState;
import dev.kurier.sender.lane.ProduceBatch.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Takes batches out of a lane for good, and makes its numbering whole again afterwards.
 *
 * <p>A batch that is certainly not in the log leaves a hole in the numbers of those behind it; they are numbered anew
 * under a new epoch once every answer is in. A batch that may be in the log is reported UNKNOWN at its deadline but sent
 * on under the same identity ("heal by completing"), so that the ones behind it keep their numbers. Belongs to the
 * sender's thread.
 */
public final class LaneRepair {
    private final DeliverySettings settings;
    private final Settlement settlement;
    private final IdentitySource identities;
    private final Deque<Healing> healing = new ArrayDeque<>();
    private long healingBytes;

    public LaneRepair(DeliverySettings settings, Settlement settlement, IdentitySource identities) {
        this.settings = settings;
        this.settlement = settlement;
        this.identities = identities;
    }

    /** Ends a batch that will not be sent again; {@code error} is made for what is known of it. */
    public void fail(PartitionLane lane, ProduceBatch batch, Function<Outcome, ProducerException> error) {
        Outcome outcome = batch.mayBeWritten() ? Outcome.UNKNOWN : Outcome.NOT_PERSISTED;
        settlement.failed(batch, error.apply(outcome));
        remove(lane, batch);
    }

    /** Ends what was accepted for a topic that is no more and is not under way; answers decide about the rest. */
    void failForOldTopic(PartitionLane lane, long nowNs) {
        for (ProduceBatch batch : lane.takeAllUnsent(SealReason.LINGER, nowNs)) {
            settlement.failed(batch, oldTopic(lane, batch, Outcome.NOT_PERSISTED));
            batch.done();
        }
        for (ProduceBatch batch : List.copyOf(lane.unresolved())) {
            if (batch.state() == State.WAITING) {
                failForOldTopic(lane, batch);
            }
        }
    }

    /** Ends a batch whose topic is no more. */
    public void failForOldTopic(PartitionLane lane, ProduceBatch batch) {
        fail(lane, batch, outcome -> oldTopic(lane, batch, outcome));
    }

    /** Ends what has run out of time; what may have been written is sent on to keep the numbers whole. */
    public void expire(PartitionLane lane, long nowNs) {
        for (ProduceBatch batch : lane.takeExpiredUnsent(nowNs)) {
            settlement.expired(batch, whereUnsent(lane), nowNs);
            batch.done();
        }
        for (ProduceBatch batch : List.copyOf(lane.unresolved())) {
            if (batch.isHealing()) {
                if (nowNs - batch.healUntilNs() >= 0) {
                    abandon(lane, batch);
                }
            } else if (nowNs - batch.deadlineNs() >= 0) {
                expireNumbered(lane, batch, nowNs);
            }
        }
    }

    /** Ends batches that must never be sent. */
    public void failBroken(PartitionLane lane) {
        ProduceBatch batch;
        while ((batch = lane.takeBroken()) != null) {
            settlement.failed(
                    batch,
                    new ProducerFailedException(
                            Outcome.NOT_PERSISTED,
                            batch.sealed().recordCount() + " record(s) for "
                                    + lane.chain().topicPartition()
                                    + " were not sent: writing one of them into the batch failed. They are not in the"
                                    + " log; it is safe to send them again.",
                            null));
            batch.done();
        }
    }

    /** Numbers the lane's batches anew if that is due and every answer is in. */
    public void renewIfQuiet(PartitionLane lane) {
        if (lane.hasBrokenIdentity() && !lane.hasInFlight()) {
            List<ProduceBatch> keep = new ArrayList<>();
            for (ProduceBatch batch : lane.unresolved()) {
                if (batch.mayBeWritten()) {
                    settlement.failed(batch, lostNumbering(lane, batch, Outcome.UNKNOWN));
                    batch.done();
                } else if (batch.isOvertaken()) {
                    settlement.failed(batch, lostNumbering(lane, batch, Outcome.NOT_PERSISTED));
                    batch.done();
                } else {
                    keep.add(batch);
                }
            }
            lane.unresolved().clear();
            for (int i = keep.size() - 1; i >= 0; i--) {
                lane.requeued().addFirst(keep.get(i));
            }
            lane.renewIdentity(after(lane.identity()));
        }
        if (!lane.identity().isPresent() && identities.current().isPresent()) {
            lane.renewIdentity(identities.current());
        }
    }

    /** The next epoch; another producer id when this one has none left, or was given up. */
    private ProducerIdentity after(ProducerIdentity worn) {
        if (worn.hasNextEpoch() && identities.current().producerId() == worn.producerId()) {
            return worn.nextEpoch();
        }
        identities.renew(worn);
        return ProducerIdentity.NONE;
    }

    /** Gives up numbering under the present producer id: a broker knows a higher epoch of it. */
    public void shutOut(PartitionLane lane) {
        lane.breakIdentity();
        identities.renew(lane.identity());
    }

    /** Removes a batch that is no more to be sent, minding the hole it leaves in the numbers. */
    public void remove(PartitionLane lane, ProduceBatch batch) {
        int index = lane.unresolved().indexOf(batch);
        if (index >= 0) {
            boolean last = index == lane.unresolved().size() - 1;
            lane.unresolved().remove(index);
            if (last && !batch.mayBeWritten() && !lane.hasBrokenIdentity()) {
                lane.takeBackSequence(batch);
            } else {
                lane.breakIdentity();
            }
        }
        batch.done();
    }

    private void expireNumbered(PartitionLane lane, ProduceBatch batch, long nowNs) {
        String where = batch.state() == State.IN_FLIGHT
                ? "waiting for the answer of broker " + lane.leader()
                : "waiting to be sent again";
        settlement.expired(batch, where, nowNs);
        if (settings.idempotent() && batch.mayBeWritten()) {
            batch.reported(nowNs + settings.healTimeoutNs());
            healing.addLast(new Healing(lane, batch));
            healingBytes += batch.sealed().sizeBytes();
            keepWithinBudget();
        } else {
            remove(lane, batch);
        }
    }

    private void keepWithinBudget() {
        while (!healing.isEmpty()
                && (healingBytes > settings.healMemoryBytes()
                        || healing.getFirst().batch.state() == State.DONE)) {
            Healing oldest = healing.removeFirst();
            healingBytes -= oldest.batch.sealed().sizeBytes();
            if (oldest.batch.state() != State.DONE) {
                abandon(oldest.lane, oldest.batch);
            }
        }
    }

    private void abandon(PartitionLane lane, ProduceBatch batch) {
        lane.unresolved().remove(batch);
        lane.breakIdentity();
        batch.done();
        keepWithinBudget();
    }

    private ProducerException lostNumbering(PartitionLane lane, ProduceBatch batch, Outcome outcome) {
        String name =
                batch.sealed().recordCount() + " record(s) for " + lane.chain().topicPartition();
        if (outcome == Outcome.UNKNOWN) {
            return new DeliveryTimeoutException(
                    outcome,
                    name + " may be in the log: an attempt had no definite answer, and the broker no longer recognises"
                            + " their sequence numbers, so that sending them again could duplicate them"
                            + (batch.lastError() == null ? "." : "; last error: " + batch.lastError() + "."),
                    null);
        }
        return new BrokerException(
                45,
                "OUT_OF_ORDER_SEQUENCE_NUMBER",
                outcome,
                true,
                name + " were refused while later records of the partition were written; writing them now would break"
                        + " the order. They are not in the log; it is safe to send them again.");
    }

    private static ProducerException oldTopic(PartitionLane lane, ProduceBatch batch, Outcome outcome) {
        return new BrokerException(
                100,
                "UNKNOWN_TOPIC_ID",
                outcome,
                true,
                batch.sealed().recordCount() + " record(s) for " + lane.chain().topicPartition()
                        + " were accepted for a"
                        + " topic that was deleted and created again since, and kurier.topic.recreation=fail. They "
                        + (outcome == Outcome.UNKNOWN ? "may have been in the old one's log" : "were in no log")
                        + "; send them again if they belong to the new one.");
    }

    private String whereUnsent(PartitionLane lane) {
        TopicState topic = lane.topic();
        if (topic != null && lane.isGone()) {
            return "waiting for partition " + lane.chain().partition() + ", but topic '" + topic.name() + "' has "
                    + topic.partitionCount() + " partition(s) now: it was deleted and created again with fewer";
        }
        if (lane.leader() < 0) {
            return "waiting for a leader of the partition";
        }
        if (settings.idempotent() && !lane.identity().isPresent()) {
            String error = identities.lastError();
            return "waiting for a producer id" + (error == null ? "" : " (" + error + ")");
        }
        return "waiting to be sent to broker " + lane.leader();
    }

    private record Healing(PartitionLane lane, ProduceBatch batch) {}
}
