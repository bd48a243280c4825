package dev.kurier.accumulator.delivery;

import dev.kurier.api.Callback;
import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.StageTimes;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.ProducerException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows one record through the outcome of its batch.
 *
 * <p>Holds what the record alone knows; everything else is asked of the outcome. Nothing refers to it, unless it has a
 * callback or somebody waits for its future.
 */
public sealed class BatchDelivery implements Delivery permits CallbackDelivery {
    private final long timestampMs;
    private final int keySizeBytes;
    private final int valueSizeBytes;
    private final @Nullable RecordTimes times;
    private BatchOutcome outcome = BatchOutcome.UNBOUND;
    private int index;

    BatchDelivery(long timestampMs, int keySizeBytes, int valueSizeBytes, @Nullable RecordTimes times) {
        this.timestampMs = timestampMs;
        this.keySizeBytes = keySizeBytes;
        this.valueSizeBytes = valueSizeBytes;
        this.times = times;
    }

    /**
     * Makes a delivery that is not bound to a batch yet.
     *
     * @param keySizeBytes -1 without a key
     * @param valueSizeBytes -1 without a value
     * @param notified whether somebody is to be told at the end: {@code callback}, if it is not null, or the listener of all
     */
    public static BatchDelivery of(
            long timestampMs,
            int keySizeBytes,
            int valueSizeBytes,
            @Nullable RecordTimes times,
            @Nullable Callback callback,
            boolean notified) {
        return notified
                ? new CallbackDelivery(timestampMs, keySizeBytes, valueSizeBytes, times, callback)
                : new BatchDelivery(timestampMs, keySizeBytes, valueSizeBytes, times);
    }

    /** Binds the delivery to its batch, before the record is committed; called once. */
    public final void bind(BatchOutcome outcome, int index) {
        this.outcome = outcome;
        this.index = index;
    }

    /** Tells whether somebody is to be told at the end; then the delivery needs a slot of the outcome. */
    public boolean isNotified() {
        return false;
    }

    @Override
    public final @Nullable Outcome outcome() {
        Ending ending = outcome.placeOf(index).outcome().ending();
        if (ending instanceof Ending.Failed failed) {
            return failed.error().outcome();
        }
        if (ending instanceof Ending.Persisted) {
            return Outcome.PERSISTED;
        }
        return ending == null ? null : Outcome.UNKNOWN;
    }

    @Override
    public final @Nullable ProducerException error() {
        return outcome.placeOf(index).outcome().ending() instanceof Ending.Failed failed ? failed.error() : null;
    }

    @Override
    public final boolean isDone() {
        return outcome.placeOf(index).outcome().ending() != null;
    }

    @Override
    public final RecordMetadata get() throws InterruptedException, ExecutionException {
        Ending.Place place = EndWait.await(outcome, index);
        return result(place);
    }

    @Override
    public final RecordMetadata get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Ending.Place place = EndWait.await(outcome, index, unit.toNanos(timeout));
        if (place == null) {
            throw new TimeoutException("the record for " + outcome.topicPartition() + " has not ended after " + timeout
                    + " " + unit.name().toLowerCase(Locale.ROOT) + "; its delivery goes on");
        }
        return result(place);
    }

    @Override
    public final RecordMetadata join() {
        Ending.Place place;
        try {
            place = EndWait.await(outcome, index);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException("interrupted while waiting for a record for " + outcome.topicPartition()
                    + "; its delivery goes on");
        }
        ProducerException error = place.outcome().error();
        if (error != null) {
            throw error;
        }
        return metadataAt(place);
    }

    @Override
    public final CompletableFuture<RecordMetadata> toCompletableFuture() {
        CompletableFuture<RecordMetadata> future = new CompletableFuture<>();
        Ending.Place place = outcome.placeOf(index);
        while (!place.outcome().attach(new Attachment(this, place.index(), future))) {
            place = outcome.placeOf(index);
            if (place.outcome().ending() != null) {
                complete(future, place);
                break;
            }
        }
        return future;
    }

    @Override
    public final @Nullable StageTimes stageTimes() {
        RecordTimes own = times;
        BatchOutcome leaf = outcome.placeOf(index).outcome();
        return own == null || leaf.ending() == null || leaf.error() != null ? null : own.with(leaf.times());
    }

    /** Writes where the record is, or how it ended, or that it is on its way. */
    @Override
    public final String toString() {
        Ending.Place place = outcome.placeOf(index);
        Ending ending = place.outcome().ending();
        if (ending == null) {
            return "Delivery[" + outcome.topicPartition() + ", on its way]";
        }
        ProducerException error = place.outcome().error();
        return "Delivery[" + (error == null ? metadataAt(place) : error) + "]";
    }

    /** Ends {@code future} as the record has ended at {@code place}. */
    final void complete(CompletableFuture<RecordMetadata> future, Ending.Place place) {
        ProducerException error = place.outcome().error();
        if (error == null) {
            future.complete(metadataAt(place));
        } else {
            future.completeExceptionally(error);
        }
    }

    /** Where the record is; only for one that did not fail. */
    final RecordMetadata metadataAt(Ending.Place place) {
        long offset = -1;
        long timestamp = timestampMs;
        if (place.outcome().ending() instanceof Ending.Persisted persisted) {
            offset = persisted.baseOffset() < 0 ? -1 : persisted.baseOffset() + place.index();
            timestamp = persisted.logAppendTimeMs() < 0 ? timestampMs : persisted.logAppendTimeMs();
        }
        return new RecordMetadata(
                outcome.topicPartition().topic(),
                outcome.topicPartition().partition(),
                offset,
                timestamp,
                keySizeBytes,
                valueSizeBytes);
    }

    private RecordMetadata result(Ending.Place place) throws ExecutionException {
        ProducerException error = place.outcome().error();
        if (error != null) {
            throw new ExecutionException(error);
        }
        return metadataAt(place);
    }
}
