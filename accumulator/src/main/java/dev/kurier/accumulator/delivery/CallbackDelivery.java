package dev.kurier.accumulator.delivery;

import dev.kurier.api.Callback;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/** Follows a record whose end somebody is told of. */
final class CallbackDelivery extends BatchDelivery {
    private final @Nullable Callback callback;

    CallbackDelivery(
            long timestampMs,
            int keySizeBytes,
            int valueSizeBytes,
            @Nullable RecordTimes times,
            @Nullable Callback callback) {
        super(timestampMs, keySizeBytes, valueSizeBytes, times);
        this.callback = callback;
    }

    @Override
    public boolean isNotified() {
        return true;
    }

    /** Tells the listener of all records, then the record's own callback; contains whatever they throw. */
    void tell(Ending.Place place, DeliveryEnvironment environment) {
        ProducerException error = place.outcome().error();
        RecordMetadata metadata = error == null ? metadataAt(place) : null;
        tell(environment.listener(), metadata, error, environment);
        tell(callback, metadata, error, environment);
    }

    @SuppressWarnings("CatchThrowable") // user code may throw anything, and the next record has to be told all the same
    private static void tell(
            @Nullable Callback target,
            @Nullable RecordMetadata metadata,
            @Nullable ProducerException error,
            DeliveryEnvironment environment) {
        if (target == null) {
            return;
        }
        try {
            target.onCompletion(metadata, error);
        } catch (Throwable thrown) {
            environment.contained().accept(thrown);
        }
    }
}
