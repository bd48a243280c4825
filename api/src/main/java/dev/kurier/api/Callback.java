package dev.kurier.api;

import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/**
 * Is told how the delivery of one record ended.
 *
 * <p>Runs on the producer's callback thread (or the executor handed in), exactly once, and in the order of the records within a
 * partition: a record that is acknowledged while an earlier one waits for its retry has its {@link Delivery} completed at once,
 * but its callback runs after that of the earlier one, which comes at its {@code delivery.timeout.ms} at the latest. A record
 * that came into no batch has no place in that order. Whatever it throws is contained, counted and logged once. Inside a callback {@code send} behaves as
 * {@code trySend}, {@code flush} throws and {@code close} does not wait.
 */
@FunctionalInterface
public interface Callback {
    /**
     * Takes the end of one delivery.
     *
     * @param metadata where the record is, or null if {@code error} is not
     * @param error why the record is not known to be in the log (its {@code outcome()} tells whether it may be), or null
     */
    void onCompletion(@Nullable RecordMetadata metadata, @Nullable ProducerException error);
}
