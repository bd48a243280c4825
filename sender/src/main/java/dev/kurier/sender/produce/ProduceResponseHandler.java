package dev.kurier.sender.produce;

import dev.kurier.api.Outcome;
import dev.kurier.api.error.AuthorizationException;
import dev.kurier.api.error.BrokerException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.RecordTooLargeException;
import dev.kurier.api.error.UnsupportedVersionException;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.Recovery;
import dev.kurier.protocol.produce.ProduceResponse;
import dev.kurier.sender.lane.DeliverySettings;
import dev.kurier.sender.lane.LaneRepair;
import dev.kurier.sender.lane.Lanes;
import dev.kurier.sender.lane.PartitionLane;
import dev.kurier.sender.lane.ProduceAttempt;
import dev.kurier.sender.lane.ProduceBatch;
import dev.kurier.sender.lane.Settlement;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.metrics.SenderMetrics;
import dev.kurier.sender.net.Backoff;
import dev.kurier.sender.net.Broker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Says what each answer, or its absence, means for a batch.
 *
 * <p>An answer settles only its own attempt. Codes are looked up in the table of {@link ErrorCode}; the switch is over
 * what to do, never over codes. Belongs to the sender's thread.
 */
final class ProduceResponseHandler {
    private static final Logger LOG = ContainedLog.named("kurier.ack");

    private final DeliverySettings settings;
    private final Lanes lanes;
    private final Settlement settlement;
    private final LaneRepair repair;
    private final RefusedBatches refused;
    private final ClusterWatch cluster;
    private final Backoff retryBackoff;
    private final SenderMetrics metrics;

    ProduceResponseHandler(Lanes lanes, ClusterWatch cluster, Backoff retryBackoff, SenderMetrics metrics) {
        this.settings = lanes.settings();
        this.lanes = lanes;
        this.settlement = lanes.settlement();
        this.repair = lanes.repair();
        this.refused = new RefusedBatches(repair, settlement);
        this.cluster = cluster;
        this.retryBackoff = retryBackoff;
        this.metrics = metrics;
    }

    /** Takes the broker's answer for one batch. */
    void onAnswer(ProduceAttempt attempt, ProduceResponse.Partition answer, Broker broker, long nowNs) {
        ErrorCode code = ErrorCode.of(answer.errorCode());
        switch (code.recovery()) {
            case NONE -> {
                repair.onAppended(attempt.lane(), attempt.batch());
                onWritten(attempt, answer.baseOffset(), answer.logAppendTimeMs(), nowNs);
            }
            case SUCCESS_WITHOUT_OFFSET -> onDuplicate(attempt, broker, nowNs);
            default -> {
                String words = words(code, answer, broker);
                if (code.recovery() == Recovery.REFRESH_METADATA) {
                    learnLeader(attempt, answer.currentLeader(), nowNs);
                }
                if (code.mayBeWritten(settings.acks())) {
                    attempt.endUnsettled();
                    onUnclear(attempt, code, answer.errorCode(), words, nowNs);
                } else {
                    attempt.endSettled();
                    onRefused(attempt, code, answer, words, nowNs);
                }
            }
        }
        lanes.refresh(attempt.lane(), nowNs);
    }

    /** Takes the end of an attempt that will never be answered. */
    void onLost(ProduceAttempt attempt, String reason, long nowNs) {
        if (attempt.isEnded()) {
            return;
        }
        boolean awaited = attempt.batch().awaits(attempt);
        attempt.endUnsettled();
        cluster.requestRefresh(nowNs);
        if (awaited) {
            retry(attempt, reason, nowNs);
        }
        lanes.refresh(attempt.lane(), nowNs);
    }

    /** Takes a response that says nothing about this attempt. */
    void onLeftOut(ProduceAttempt attempt, String words, long nowNs) {
        boolean awaited = attempt.batch().awaits(attempt);
        attempt.endUnsettled();
        cluster.requestRefresh(nowNs);
        if (awaited) {
            retryUnexplained(attempt, ErrorCode.UNKNOWN_SERVER_ERROR, words, nowNs);
        }
        lanes.refresh(attempt.lane(), nowNs);
    }

    /** Takes the end of an attempt that could not be sent, as the broker speaks no version that we do. */
    void onUnsupported(ProduceAttempt attempt, String words, long nowNs) {
        attempt.endSettled();
        if (attempt.batch().mayBeWritten()) {
            retry(attempt, words, nowNs);
        } else {
            repair.fail(
                    attempt.lane(),
                    attempt.batch(),
                    outcome -> new UnsupportedVersionException(
                            attempt.batch().sealed().recordCount() + " record(s) for "
                                    + attempt.lane().chain().topicPartition() + " can't be sent to " + words));
        }
        lanes.refresh(attempt.lane(), nowNs);
    }

    /** Takes note that a leader is not among the brokers that are known. */
    void onUnknownLeader(long nowNs) {
        cluster.requestRefresh(nowNs);
    }

    /** Takes note that an attempt is late; its answer may still come. */
    void onTimeout(ProduceAttempt attempt, Broker broker, long nowNs) {
        if (!attempt.isEnded() && attempt.batch().awaits(attempt)) {
            cluster.requestRefresh(nowNs);
            retry(attempt, broker + " did not answer within request.timeout.ms", nowNs);
            lanes.refresh(attempt.lane(), nowNs);
        }
    }

    /** Takes note that the bytes of an acks=0 batch are with the operating system. */
    void onHandedOver(ProduceAttempt attempt, long nowNs) {
        settlement.handedOver(attempt.batch(), nowNs);
        attempt.endSettled();
        attempt.lane().unresolved().remove(attempt.batch());
        attempt.batch().done();
        lanes.refresh(attempt.lane(), nowNs);
    }

    /** Takes note that an answer has come, and that the broker asks to wait. */
    void onAnswered(Broker broker, long latencyNs, int throttleMs, long nowNs) {
        metrics.produceAnswered(latencyNs, throttleMs);
        broker.throttle(TimeUnit.MILLISECONDS.toNanos(throttleMs), nowNs);
    }

    void learnEndpoints(List<NodeEndpoint> endpoints, long nowNs) {
        endpoints.forEach(endpoint -> cluster.learnEndpoint(endpoint, nowNs));
    }

    void onStrayAnswer(Broker broker, ProduceResponse.Topic topic, ProduceResponse.Partition partition) {
        LOG.warn(
                "{} answered for {}-{}, which was not asked or was answered before",
                broker,
                topic.name(),
                partition.index());
    }

    private void onWritten(ProduceAttempt attempt, long baseOffset, long logAppendTimeMs, long nowNs) {
        ProduceBatch batch = attempt.batch();
        attempt.lane().confirm(attempt);
        boolean known =
                baseOffset >= 0 && baseOffset <= Long.MAX_VALUE - batch.sealed().recordCount();
        settlement.persisted(batch, known ? baseOffset : -1, logAppendTimeMs, nowNs);
        // Not before: should that fail, the batch must still count as perhaps written.
        attempt.endSettled();
        List<ProduceBatch> unresolved = attempt.lane().unresolved();
        int index = unresolved.indexOf(batch);
        // A late answer to an attempt of a batch that has ended long since overtakes nothing.
        for (int older = 0; older < index; older++) {
            unresolved.get(older).overtake();
        }
        if (unresolved.remove(batch) && batch.leavesGap()) {
            attempt.lane().breakIdentity("records of an earlier batch were rejected");
        }
        batch.done();
    }

    /**
     * Takes the claim that the broker has appended these sequences before. It proves that the batch is in the log only if
     * another attempt under the same identity may have put it there; otherwise the broker speaks of somebody else's batch, or
     * of a state that it should not have, and nothing more may be numbered under this producer id.
     *
     * <p>Kafka 4.4 itself repeats its success for one of the five batches that its ProducerStateManager keeps, and answers
     * OUT_OF_ORDER_SEQUENCE_NUMBER for an older one; this code comes from older brokers and from other implementations.
     */
    private void onDuplicate(ProduceAttempt attempt, Broker broker, long nowNs) {
        ProduceBatch batch = attempt.batch();
        PartitionLane lane = attempt.lane();
        if (batch.identity().isPresent() && batch.mayBeWrittenBesides(attempt)) {
            onWritten(attempt, -1, -1, nowNs);
            return;
        }
        attempt.endUnsettled();
        boolean numbersInUse = batch.state() != ProduceBatch.State.DONE
                && batch.identity().isPresent()
                && batch.identity().equals(lane.identity());
        repair.fail(
                lane,
                batch,
                outcome -> new BrokerException(
                        ErrorCode.DUPLICATE_SEQUENCE_NUMBER.code(),
                        ErrorCode.DUPLICATE_SEQUENCE_NUMBER.name(),
                        outcome,
                        false,
                        broker + " answered DUPLICATE_SEQUENCE_NUMBER for "
                                + batch.sealed().recordCount() + " record(s) of "
                                + lane.chain().topicPartition() + " in attempt " + batch.attempts()
                                + ", although no other attempt can have reached the log: its producer state is not ours, so"
                                + " whether it has these records is unknown. Look for them before sending them again."));
        if (numbersInUse) {
            repair.shutOut(lane);
        }
    }

    private void onUnclear(ProduceAttempt attempt, ErrorCode code, short number, String words, long nowNs) {
        ProduceBatch batch = attempt.batch();
        if (code.recovery() == Recovery.REFRESH_METADATA) {
            cluster.requestRefresh(nowNs);
        }
        boolean mayRetry = settings.idempotent()
                || code.recovery() == Recovery.RETRY
                || code.recovery() == Recovery.REFRESH_METADATA;
        if (!batch.awaits(attempt)) {
            return;
        }
        if (mayRetry && code.recovery() == Recovery.REFUSE) {
            retryUnexplained(attempt, code, words, nowNs);
        } else if (mayRetry) {
            retry(attempt, words, nowNs);
        } else {
            repair.fail(
                    attempt.lane(), batch, outcome -> new BrokerException(number, code.name(), outcome, false, words));
        }
    }

    private void onRefused(
            ProduceAttempt attempt, ErrorCode code, ProduceResponse.Partition answer, String words, long nowNs) {
        ProduceBatch batch = attempt.batch();
        PartitionLane lane = attempt.lane();
        if (!batch.awaits(attempt)) {
            return;
        }
        if (isForAbandonedTopic(attempt)) {
            repair.failForOldTopic(lane, batch);
            return;
        }
        Function<Outcome, ProducerException> refusal = refusal(batch, code, words);
        switch (code.recovery()) {
            case RETRY -> retry(attempt, words, nowNs);
            case REFRESH_METADATA, REBOOTSTRAP -> {
                cluster.requestRefresh(nowNs);
                retry(attempt, words, nowNs);
            }
            case RESEQUENCE -> {
                if (batch.isNumberedAnew()) {
                    retry(attempt, words, nowNs);
                } else {
                    batch.retryAt(nowNs, words);
                    settlement.retried(batch, words, nowNs);
                }
                if (batch.state() != ProduceBatch.State.DONE) {
                    refused.renumber(lane, batch, code);
                }
            }
            case SPLIT ->
                refused.split(lane, batch, words, nowNs, ifNotWritten(RecordTooLargeException::new, refusal, words));
            case DROP_CULPRITS -> refused.dropCulprits(lane, batch, answer.recordErrors(), nowNs, refusal);
            case UNAUTHORIZED -> repair.fail(lane, batch, ifNotWritten(AuthorizationException::new, refusal, words));
            default -> repair.fail(lane, batch, refusal);
        }
    }

    /**
     * Retries after a response that leaves the result open for no reason that could pass, for a while: kafka-clients fails the
     * batch at once, at the risk of a duplicate.
     */
    private void retryUnexplained(ProduceAttempt attempt, ErrorCode code, String words, long nowNs) {
        ProduceBatch batch = attempt.batch();
        if (repair.isInexplicable(batch, nowNs)) {
            repair.fail(
                    attempt.lane(),
                    batch,
                    brokerError(
                            code,
                            words + " So ended attempt " + batch.attempts()
                                    + ", and it is the last, so that later records of the partition can be sent."
                                    + " The records may be in the log; sending them again may duplicate them."));
        } else {
            retry(attempt, words, nowNs);
        }
    }

    private void retry(ProduceAttempt attempt, String words, long nowNs) {
        ProduceBatch batch = attempt.batch();
        if (isForAbandonedTopic(attempt)) {
            repair.failForOldTopic(attempt.lane(), batch);
            return;
        }
        repair.abandonIfExhausted(attempt.lane(), batch, words, nowNs);
        if (batch.attempts() > settings.retries() && !batch.isReported()) {
            repair.report(attempt.lane(), batch, outOfRetries(attempt, words), nowNs);
        }
        if (batch.state() != ProduceBatch.State.DONE) {
            boolean hurry = attempt.isOutOfDate()
                    && attempt.lane().leader() >= 0
                    && attempt.lane().mayHurry(nowNs);
            batch.retryAt(hurry ? nowNs : nowNs + retryBackoff.delayNs(batch.attempts()), words);
            settlement.retried(batch, words, nowNs);
            LOG.debug(
                    "{}: attempt {} ended without success, will be repeated: {}",
                    attempt.lane().chain().topicPartition(),
                    batch.attempts(),
                    words);
        }
    }

    private Function<Outcome, ProducerException> outOfRetries(ProduceAttempt attempt, String words) {
        ProduceBatch batch = attempt.batch();
        return outcome -> new BrokerException(
                -1,
                "RETRIES_EXHAUSTED",
                outcome,
                true,
                batch.sealed().recordCount() + " record(s) for "
                        + attempt.lane().chain().topicPartition() + " were given up after "
                        + batch.attempts()
                        + " attempt(s), as retries=" + settings.retries() + " demands; last error: "
                        + words);
    }

    private boolean isForAbandonedTopic(ProduceAttempt attempt) {
        return attempt.isForOldTopic() && !settings.followRecreatedTopics();
    }

    private void learnLeader(ProduceAttempt attempt, CurrentLeader leader, long nowNs) {
        if (leader.leaderId() >= 0 && leader.leaderEpoch() >= 0 && !attempt.isForOldTopic()) {
            cluster.learnLeader(
                    attempt.lane().chain().topicPartition(), leader.leaderId(), leader.leaderEpoch(), nowNs);
        }
    }

    /** Makes the specific error, which says NOT_PERSISTED, unless an earlier attempt may have been written. */
    private static Function<Outcome, ProducerException> ifNotWritten(
            Function<String, ProducerException> specific, Function<Outcome, ProducerException> refusal, String words) {
        return outcome -> outcome == Outcome.NOT_PERSISTED ? specific.apply(words) : refusal.apply(outcome);
    }

    /** Makes the error of a batch that the broker refuses; it says why the batch may be in the log nevertheless. */
    private static Function<Outcome, ProducerException> refusal(ProduceBatch batch, ErrorCode code, String words) {
        return outcome -> {
            String all = outcome != Outcome.UNKNOWN
                    ? words
                    : words + " But an earlier attempt had no definite response"
                            + (batch.doubt() == null ? "" : " (" + batch.doubt() + ")")
                            + ": the records may be in the log, and sending them again may duplicate them.";
            return brokerError(code, all).apply(outcome);
        };
    }

    private static Function<Outcome, ProducerException> brokerError(ErrorCode code, String words) {
        return outcome -> new BrokerException(code.code(), code.name(), outcome, false, words);
    }

    private static String words(ErrorCode code, ProduceResponse.Partition answer, Broker broker) {
        String said = answer.errorMessage();
        return broker + " answered " + code.name() + " (" + answer.errorCode() + ") for partition " + answer.index()
                + (said == null ? "" : ", saying '" + Words.untrusted(said) + "'") + ": " + code.advice();
    }
}
