package dev.kurier.producer;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.StageTimes;
import dev.kurier.api.error.ProducerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Is the delivery of a record that was never accepted: it has ended before it began. */
record RefusedDelivery(ProducerException error) implements Delivery {
    @Override
    public Outcome outcome() {
        return error.outcome();
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public RecordMetadata get() throws ExecutionException {
        throw new ExecutionException(error);
    }

    @Override
    public RecordMetadata get(long timeout, TimeUnit unit) throws ExecutionException {
        return get();
    }

    @Override
    public RecordMetadata join() {
        throw error;
    }

    @Override
    public CompletableFuture<RecordMetadata> toCompletableFuture() {
        return CompletableFuture.failedFuture(error);
    }

    @Override
    public @Nullable StageTimes stageTimes() {
        return null;
    }
}
