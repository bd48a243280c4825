package dev.kurier.sender.lane;

import dev.kurier.accumulator.SealReason;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.BrokerException;
import dev.kurier.api.error.OutcomeUnknownException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.ProducerFailedException;
import dev.kurier.sender.cluster.TopicState;
import dev.kurier.sender.lane.ProduceBatch.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches out of a lane for good, and makes its numbering whole again afterwards.
 *
 * <p>A batch that is certainly not in the log leaves a hole in the numbers of those behind it; they are numbered anew
 * under a new epoch once every answer is in. A batch that may be in the log is reported UNKNOWN at its deadline but sent
 * on under the same identity ("heal by completing"), so that the ones behind it keep their numbers. Belongs to the
 * sender's thread.
 */
public final class LaneRepair {
    /** So many attempts without a definite result are enough, if they have also taken long enough. */
    private static final int ENOUGH_ATTEMPTS = 3;

    private final DeliverySettings settings;
    private final Settlement settlement;
    private final IdentitySource identities;
    private final CompletingRetries completing;
    private final ClusterProblems problems;

    public LaneRepair(
            DeliverySettings settings, Settlement settlement, IdentitySource identities, ClusterProblems problems) {
        this.settings = settings;
        this.settlement = settlement;
        this.identities = identities;
        this.completing = new CompletingRetries(settings.healMemoryBytes());
        this.problems = problems;
    }

    /** Ends a batch that will not be sent again; {@code error} is made for what is known of it. */
    public void fail(PartitionLane lane, ProduceBatch batch, Function<Outcome, ProducerException> error) {
        ProducerException known = error.apply(outcomeOf(batch));
        settlement.failed(batch, known);
        remove(lane, batch, String.valueOf(known.getMessage()));
    }

    /**
     * Ends the deliveries of a batch with what is known of it. One that may be in the log is still retried under its
     * numbers, as after its deadline, so that those behind it keep theirs.
     */
    public void report(PartitionLane lane, ProduceBatch batch, Function<Outcome, ProducerException> error, long nowNs) {
        if (settings.idempotent() && batch.mayBeWritten()) {
            settlement.failed(batch, error.apply(Outcome.UNKNOWN));
            complete(lane, batch, nowNs);
        } else {
            fail(lane, batch, error);
        }
    }

    /**
     * Abandons the oldest batch that is still retried after its deadline if all of them together hold too much memory.
     *
     * @return its lane, which has to be filed anew, or null if they are within their limit
     */
    @Nullable
    PartitionLane keepWithinBudget() {
        Map.Entry<ProduceBatch, PartitionLane> oldest = completing.oldestBeyondLimit();
        if (oldest == null) {
            return null;
        }
        PartitionLane lane = oldest.getValue();
        String lastError = oldest.getKey().lastError();
        abandon(lane, oldest.getKey(), "such batches held more than a quarter of buffer.memory" + after(lastError));
        return lane;
    }

    /**
     * Counts a response that says nothing definite and gives no reason that could pass, and decides whether the batch has had
     * enough of them. Its partition could stand still for ever otherwise: a broker may answer one batch so each time.
     */
    public boolean isInexplicable(ProduceBatch batch, long nowNs) {
        // Half the time at most, so that batches sent along with this one have the other half.
        long patienceNs = Math.min(settings.requestTimeoutNs(), settings.deliveryTimeoutNs() / 2);
        return batch.unexplained(nowNs) >= ENOUGH_ATTEMPTS && nowNs - batch.unexplainedSinceNs() >= patienceNs;
    }

    /** Abandons a batch whose deliveries have ended if its attempts, too, have led to nothing for long enough. */
    public void abandonIfExhausted(PartitionLane lane, ProduceBatch batch, String lastError, long nowNs) {
        if (batch.isExhausted(ENOUGH_ATTEMPTS, nowNs)) {
            abandon(lane, batch, "its retries got no definite result either; last error: " + lastError);
        }
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
            settlement.expired(batch, whereUnsent(lane, nowNs), nowNs);
            batch.done();
        }
        for (ProduceBatch batch : List.copyOf(lane.unresolved())) {
            if (batch.isHealing()) {
                if (nowNs - batch.healUntilNs() >= 0) {
                    abandon(
                            lane,
                            batch,
                            "kurier.heal.timeout.ms=" + TimeUnit.NANOSECONDS.toMillis(settings.healTimeoutNs())
                                    + " has passed" + after(batch.lastError()));
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
                    settlement.failed(
                            batch, lostNumbering(lane, batch, Outcome.UNKNOWN, String.valueOf(lane.brokenBecause())));
                    batch.done();
                } else if (batch.isOvertaken()) {
                    settlement.failed(batch, lostNumbering(lane, batch, Outcome.NOT_PERSISTED, ""));
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

    /**
     * Draws the conclusions when a broker has appended a batch by its sequence: if it is a part, that the whole is not in the
     * log and will be refused. If numbers are missing behind it, none of those behind it can have been appended either.
     *
     * <p>ProducerStateManager takes a sequence only if it follows the last one (or if it knows none, against which nothing helps).
     */
    public void onAppended(PartitionLane lane, ProduceBatch appended) {
        if (!lane.unresolved().contains(appended)) {
            // The late response for a whole that was replaced by parts: it speaks against them.
            return;
        }
        for (ProduceBatch batch : lane.unresolved()) {
            if (batch.turn() == appended.turn()) {
                batch.wholeRuledOut();
            } else if (appended.leavesGap() && batch.turn() > appended.turn()) {
                batch.endedAttemptsRuledOut();
            }
        }
    }

    /**
     * Ends the parts of a batch that may be in the log, one of which was refused as out of order. The numbers stay in use: those
     * behind it fit if the whole is in the log, and are refused as out of order if it is not.
     */
    public void failParts(PartitionLane lane, ProduceBatch refused) {
        String reason = "the broker refused a part that was sent in place of the whole: " + refused.lastError();
        for (ProduceBatch batch : List.copyOf(lane.unresolved())) {
            if (batch.turn() == refused.turn()) {
                settlement.failed(batch, lostNumbering(lane, batch, Outcome.UNKNOWN, reason));
                lane.unresolved().remove(batch);
                batch.done();
            }
        }
    }

    /** Gives up numbering under the present producer id: a broker knows a higher epoch of it. */
    public void shutOut(PartitionLane lane) {
        lane.breakIdentity("a broker knows a newer epoch of the producer id");
        identities.renew(lane.identity());
    }

    /**
     * Removes a batch that will not be sent again, minding the hole it leaves in the numbers.
     *
     * @param reason what became of it, for the errors of those behind it
     */
    public void remove(PartitionLane lane, ProduceBatch batch, String reason) {
        int index = lane.unresolved().indexOf(batch);
        if (index >= 0) {
            boolean last = index == lane.unresolved().size() - 1;
            lane.unresolved().remove(index);
            if (last && !batch.mayBeWritten() && !lane.hasBrokenIdentity()) {
                lane.takeBackSequence(batch);
            } else {
                lane.breakIdentity("an earlier batch of the partition ended: " + reason);
            }
        }
        batch.done();
    }

    private void expireNumbered(PartitionLane lane, ProduceBatch batch, long nowNs) {
        String where = batch.state() == State.IN_FLIGHT
                ? "waiting for the answer of broker " + lane.leader()
                : "waiting to be sent again" + problem(lane, nowNs);
        settlement.expired(batch, where, nowNs);
        if (settings.idempotent() && batch.mayBeWritten()) {
            complete(lane, batch, nowNs);
        } else {
            remove(lane, batch, "its time was over" + after(batch.lastError()));
        }
    }

    /** Goes on with a batch whose deliveries have ended, as long as {@link #keepWithinBudget} and time allow. */
    private void complete(PartitionLane lane, ProduceBatch batch, long nowNs) {
        long deadlineNs = nowNs - batch.deadlineNs() >= 0 ? nowNs : batch.deadlineNs();
        batch.reported(nowNs + settings.healTimeoutNs(), deadlineNs + settings.requestTimeoutNs());
        completing.add(lane, batch);
    }

    private void abandon(PartitionLane lane, ProduceBatch batch, String reason) {
        lane.unresolved().remove(batch);
        lane.breakIdentity("an earlier batch of the partition was abandoned after it was reported UNKNOWN: " + reason);
        batch.done();
    }

    private static Outcome outcomeOf(ProduceBatch batch) {
        return batch.mayBeWritten() ? Outcome.UNKNOWN : Outcome.NOT_PERSISTED;
    }

    private static String after(@Nullable String lastError) {
        return lastError == null ? "" : "; last error: " + lastError;
    }

    private static ProducerException lostNumbering(
            PartitionLane lane, ProduceBatch batch, Outcome outcome, String reason) {
        String name =
                batch.sealed().recordCount() + " record(s) for " + lane.chain().topicPartition();
        if (outcome == Outcome.UNKNOWN) {
            return new OutcomeUnknownException(name + " may be in the log: an attempt had no definite response"
                    + (batch.doubt() == null ? "" : " (" + batch.doubt() + ")")
                    + ". They can't be retried under the same sequence numbers, as " + reason);
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

    private String problem(PartitionLane lane, long nowNs) {
        String ofTopic = problems.ofTopic(lane.chain().topic());
        String problem = ofTopic != null ? ofTopic : problems.ofBroker(lane.leader(), nowNs);
        return problem == null ? "" : ": " + problem;
    }

    private String whereUnsent(PartitionLane lane, long nowNs) {
        TopicState topic = lane.topic();
        if (topic != null && lane.isGone()) {
            return "waiting for partition " + lane.chain().partition() + ", but topic '" + topic.name() + "' has "
                    + topic.partitionCount() + " partition(s) now: it was deleted and created again with fewer";
        }
        String ofTopic = problems.ofTopic(lane.chain().topic());
        if (ofTopic != null) {
            return "waiting for the topic: " + ofTopic;
        }
        if (lane.leader() < 0) {
            return "waiting for a leader of the partition" + problem(lane, nowNs);
        }
        if (settings.idempotent() && !lane.identity().isPresent()) {
            String error = identities.lastError();
            return "waiting for a producer id" + (error == null ? "" : " (" + error + ")");
        }
        return "waiting to be sent to broker " + lane.leader() + problem(lane, nowNs);
    }
}
