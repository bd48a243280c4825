package dev.kurier.api.spi;

import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import org.jspecify.annotations.Nullable;

/**
 * Sees each record before it is serialized and how it ended.
 *
 * <p>What it throws is contained, counted and logged once; the record goes on as it was before this interceptor.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface Interceptor<K, V> extends AutoCloseable {
    /** Returns the record to send, the same or a changed one; runs on the sending thread. */
    default ProducerRecord<K, V> onSend(ProducerRecord<K, V> record) {
        return record;
    }

    /** Is told how a record ended, before its callback; runs on the callback thread. Arguments as in Callback. */
    default void onCompletion(@Nullable RecordMetadata metadata, @Nullable ProducerException error) {}

    /** Frees what the interceptor holds; called once, when the producer closes. */
    @Override
    default void close() {}
}
