package dev.kurier.accumulator.delivery;

import dev.kurier.api.Callback;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what deliveries have of the world around them; one for each producer.
 *
 * @param listener is told the end of every record, before the record's own callback (interceptors), or null
 * @param contained takes whatever listener, callbacks and dependent stages throw; must not throw
 * @param insideProducer tells whether the calling thread is one of this producer's own, or runs its callbacks now: waiting
 *     there would be waiting for itself
 * @param callbacks runs callbacks that have to be called although no sender will hand them over; never on the calling thread,
 *     unless that is the callback thread
 * @param clockNs the monotonic clock, for waiting with a time limit
 */
public record DeliveryEnvironment(
        @Nullable Callback listener,
        Consumer<Throwable> contained,
        BooleanSupplier insideProducer,
        Executor callbacks,
        LongSupplier clockNs) {}
