package dev.kurier.sender.lane;

import dev.kurier.accumulator.OpenBatch;
import dev.kurier.accumulator.SealedBatch;
import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.api.Outcome;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.sender.log.ContainedLog;
import dev.kurier.sender.metrics.DrainedBatch;
import dev.kurier.sender.metrics.SenderMetrics;
import dev.kurier.sender.watch.BatchWatcher;
import dev.kurier.sender.watch.CompletionOrder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Ends the deliveries of a batch: once each, and truthfully.
 *
 * <p>The one place that completes outcomes, counts them and hands batches with waiting callbacks to the callback thread, in the
 * order of their partition.
 */
public final class Settlement {
    private static final Logger LOG = ContainedLog.named("kurier.ack");

    private final DeliverySettings settings;
    private final CallbackHandover callbacks;
    private final BatchWatcher watcher;
    private final SenderMetrics metrics;
    private final Map<TopicPartition, Long> givenUpNotPersisted = byPartition();
    private final Map<TopicPartition, Long> givenUpUnknown = byPartition();
    private @Nullable BatchOutcome lastWatched;

    /** Makes it; it has ended nothing yet. */
    public Settlement(
            DeliverySettings settings, CallbackHandover callbacks, BatchWatcher watcher, SenderMetrics metrics) {
        this.settings = settings;
        this.callbacks = callbacks;
        this.watcher = watcher;
        this.metrics = metrics;
    }

    /** Takes note that the batch goes into a request, for the first time or again. */
    public void sent(ProduceBatch batch, int broker, long nowNs) {
        SealedBatch sealed = batch.sealed();
        sealed.times().drained(nowNs);
        if (batch.attempts() == 0) {
            metrics.batchDrained(new DrainedBatch(
                    sealed.recordCount(),
                    sealed.sizeBytes(),
                    sealed.uncompressedBytes(),
                    nowNs - sealed.times().openedNs()));
        }
        if (!batch.isReported()) {
            watcher.sent(sealed, batch.attempts() + 1, broker);
        }
    }

    /** Takes note that the batch has to be sent again. */
    public void retried(ProduceBatch batch, String why, long nowNs) {
        metrics.batchRetried(batch.sealed().recordCount());
        if (!batch.isReported()) {
            watcher.retried(batch.sealed(), batch.attempts(), why, Math.max(0, batch.retryAtNs() - nowNs));
        }
    }

    /** Says that a broker has written the batch. */
    public void persisted(ProduceBatch batch, long baseOffset, long logAppendTimeMs, long nowNs) {
        if (isOpen(batch)) {
            batch.sealed().times().answered(nowNs);
            batch.sealed().outcome().persisted(baseOffset, logAppendTimeMs);
            metrics.batchPersisted(batch.sealed().recordCount(), batch.sealed().sizeBytes());
            tell(batch, Outcome.PERSISTED, null);
        }
    }

    /** Says that the bytes of an acks=0 batch have been handed to the socket; nobody will ever tell more. */
    public void handedOver(ProduceBatch batch, long nowNs) {
        if (isOpen(batch)) {
            batch.sealed().times().answered(nowNs);
            batch.sealed().outcome().handedOver();
            metrics.batchPersisted(batch.sealed().recordCount(), batch.sealed().sizeBytes());
            tell(batch, Outcome.UNKNOWN, null);
        }
    }

    /** Says why the batch is not known to be in the log; the error carries what is known. */
    public void failed(ProduceBatch batch, ProducerException error) {
        if (isOpen(batch)) {
            batch.sealed().outcome().failed(error);
            metrics.recordsFailed(batch.sealed().recordCount());
            tell(batch, error.outcome(), error);
        }
    }

    /** Says that the time of the batch is over. */
    public void expired(ProduceBatch batch, String where, long nowNs) {
        failed(batch, timeout(batch, where, nowNs));
    }

    /** Takes note that a batch was too large and goes on in parts. */
    public void divided(ProduceBatch batch, int parts, String why) {
        metrics.batchSplit();
        watcher.divided(batch.sealed(), parts, why);
    }

    /** Takes note that records named by the broker have failed while the rest of their batch goes on in {@code parts}. */
    public void culpritsFailed(ProduceBatch batch, Collection<ProducerException> culprits, int parts) {
        metrics.recordsFailed(culprits.size());
        watcher.divided(batch.sealed(), parts, culprits.size() + " record(s) failed, which the broker named");
        culprits.forEach(error -> batch.completion().report(() -> watcher.culprit(batch.sealed(), error)));
    }

    /** Says that a closing or failing producer gives the batch up. */
    public void givenUp(ProduceBatch batch, ProducerException error) {
        if (isOpen(batch)) {
            countGivenUp(
                    error.outcome(), batch.sealed().outcome(), batch.sealed().recordCount());
            failed(batch, error);
        }
    }

    /**
     * Does what follows from the end of a batch that ended because the producer failed, or shortly before: to be repeated if it
     * throws.
     */
    public void abandoned(OpenBatch batch, CompletionOrder completions) {
        BatchOutcome outcome = batch.outcome();
        if (lastWatched != outcome) {
            lastWatched = outcome;
            watchAbandoned(batch, completions);
        }
        if (outcome.hasWaiters()) {
            callbacks.handOver(outcome);
        }
        countAbandoned(outcome, batch.recordCount());
        outcome.settled();
    }

    /** Listeners are not told of parts: nobody may have their bytes any more. */
    @SuppressWarnings("CatchThrowable") // a listener that misses the end is better than a caller who waits for ever
    private void watchAbandoned(OpenBatch batch, CompletionOrder completions) {
        try {
            completions.reportAll(batch.outcome());
            ProducerException error = batch.outcome().error();
            if (batch.outcome().wasAbandoned() && error != null) {
                SealedBatch taken = batch.taken();
                int attempts = batch.times().drainedNs() == 0 ? 0 : 1;
                watcher.ended(taken == null ? batch.toSealed() : taken, attempts, error.outcome(), error);
            }
        } catch (Throwable e) {
            LOG.warn(
                    "listeners were not told of the end of a batch for {}",
                    batch.chain().topicPartition(),
                    e);
        }
    }

    private void countAbandoned(BatchOutcome outcome, int records) {
        ProducerException error = outcome.error();
        if (outcome.wasAbandoned() && error != null) {
            countGivenUp(error.outcome(), outcome, records);
        }
        for (BatchOutcome part : outcome.parts()) {
            countAbandoned(part, part.recordsOfPart());
        }
    }

    private void countGivenUp(Outcome known, BatchOutcome outcome, int records) {
        Map<TopicPartition, Long> counts = known == Outcome.UNKNOWN ? givenUpUnknown : givenUpNotPersisted;
        counts.merge(outcome.topicPartition(), (long) records, Long::sum);
    }

    public Map<TopicPartition, Long> givenUpNotPersisted() {
        return givenUpNotPersisted;
    }

    public Map<TopicPartition, Long> givenUpUnknown() {
        return givenUpUnknown;
    }

    /** Tells of all batches of the lane that are complete, though earlier ones are not and never will be. */
    public void tellAll(PartitionLane lane) {
        lane.completions().handOverAll(callbacks::handOver);
    }

    /** Runs {@code action} once everybody who waits for a delivery that has ended was told. */
    public void afterAllTold(Runnable action) {
        callbacks.afterAll(action);
    }

    private void tell(ProduceBatch batch, Outcome outcome, @Nullable ProducerException error) {
        int attempts = batch.attempts();
        batch.completion().report(() -> watcher.ended(batch.sealed(), attempts, outcome, error));
        batch.completion().completed(callbacks::handOver);
    }

    private static boolean isOpen(ProduceBatch batch) {
        return !batch.isReported() && !batch.sealed().outcome().wasAbandoned();
    }

    private DeliveryTimeoutException timeout(ProduceBatch batch, String where, long nowNs) {
        SealedBatch sealed = batch.sealed();
        Outcome outcome = batch.mayBeWritten() ? Outcome.UNKNOWN : Outcome.NOT_PERSISTED;
        long ageMs = TimeUnit.NANOSECONDS.toMillis(nowNs - sealed.times().openedNs());
        String message = sealed.recordCount() + " record(s) for "
                + sealed.chain().topicPartition() + " had no definite answer within delivery.timeout.ms="
                + TimeUnit.NANOSECONDS.toMillis(settings.deliveryTimeoutNs()) + ": " + ageMs + " ms in all, "
                + batch.attempts() + " attempt(s), now " + where
                + (batch.lastError() == null ? "" : "; last error: " + batch.lastError())
                + (outcome == Outcome.UNKNOWN
                        ? ". They may be in the log; sending them again may duplicate them."
                        : ". They are not in the log; it is safe to send them again.");
        return new DeliveryTimeoutException(outcome, message, null);
    }

    private static Map<TopicPartition, Long> byPartition() {
        return new TreeMap<>((a, b) -> {
            int byTopic = a.topic().compareTo(b.topic());
            return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
        });
    }
}
