package dev.kurier.api;

import dev.kurier.api.error.ProducerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows one record to its end: in the log, certainly not in the log, or unknown.
 *
 * <p>Costs next to nothing until somebody waits for it. May be used from any thread.
 */
public interface Delivery extends Future<RecordMetadata> {
    /** Tells what is known of the record, or null while it is on its way. */
    @Nullable
    Outcome outcome();

    /** The error the delivery ended with, or null if it is unfinished or the record was persisted. */
    @Nullable
    ProducerException error();

    /**
     * Waits for the end.
     *
     * @throws ExecutionException with a {@link ProducerException} as its cause, if the record is not known to be in the
     *     log
     * @throws IllegalStateException inside a callback of the same producer while this delivery is unfinished: the
     *     callback thread would wait for itself
     */
    @Override
    RecordMetadata get() throws InterruptedException, ExecutionException;

    /** As {@link #get()}, but waits no longer than that; giving up changes nothing about the delivery. */
    @Override
    RecordMetadata get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Waits for the end, without checked exceptions.
     *
     * @throws ProducerException if the record is not known to be in the log; if the thread was interrupted the flag is
     *     kept and an {@link dev.kurier.api.error.InterruptException} is thrown, and the delivery goes on
     */
    RecordMetadata join();

    /**
     * Returns a future that ends as this delivery does. It is completed on the callback thread, where its dependent stages run, in
     * the order of callbacks: later than the delivery where an earlier record of the partition has no outcome yet.
     */
    CompletableFuture<RecordMetadata> toCompletableFuture();

    /** Where the record's time went, or null if it is unfinished, failed or was not timed (see kurier.timing). */
    @Nullable
    StageTimes stageTimes();

    /** Always false: a record that is on its way can't be called back, and pretending would be a lie. */
    @Override
    default boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    /** Always false, see {@link #cancel}. */
    @Override
    default boolean isCancelled() {
        return false;
    }
}
