package dev.kurier.accumulator.delivery;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for the end of one record, through the parts that its batch is divided into. */
final class EndWait {
    private EndWait() {}

    /** Waits as long as it takes. */
    static Ending.Place await(BatchOutcome outcome, int index) throws InterruptedException {
        Ending.Place place;
        while ((place = await(outcome, index, Long.MAX_VALUE)) == null) {
            // Nobody waits for 292 years.
        }
        return place;
    }

    /** Waits; null if the time is over before the record has ended. */
    static Ending.@Nullable Place await(BatchOutcome outcome, int index, long timeoutNs) throws InterruptedException {
        Ending.Place place = outcome.placeOf(index);
        DeliveryEnvironment environment = outcome.context().environment();
        if (place.outcome().ending() == null && environment.insideProducer().getAsBoolean()) {
            throw new IllegalStateException("thread "
                    + Thread.currentThread().getName()
                    + " of this producer waits for a record for " + outcome.topicPartition()
                    + " that has not ended: in a callback, or in a log appender called by the producer, the thread would"
                    + " wait for itself. Use another callback or toCompletableFuture().");
        }
        LongSupplier clockNs = environment.clockNs();
        long startNs = clockNs.getAsLong();
        while (place.outcome().ending() == null) {
            long restNs = timeoutNs - (clockNs.getAsLong() - startNs);
            if (restNs <= 0 || !place.outcome().awaitChange(restNs)) {
                Ending.Place last = outcome.placeOf(index);
                return last.outcome().ending() == null ? null : last;
            }
            place = outcome.placeOf(index);
        }
        return place;
    }
}
