package dev.kurier.producer.send;

import dev.kurier.api.Callback;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.producer.plugin.ContextLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the interceptors in the order of the configuration; what they throw is contained, counted and logged once each. */
public final class InterceptorChain<K, V> implements Callback, AutoCloseable {
    private final List<Interceptor<K, V>> interceptors;
    private final ContainedErrors contained = new ContainedErrors("kurier.intercept", "interceptor");

    public InterceptorChain(List<Interceptor<K, V>> interceptors) {
        this.interceptors = List.copyOf(interceptors);
    }

    public boolean isEmpty() {
        return interceptors.isEmpty();
    }

    /** What the interceptors have thrown. */
    public ContainedErrors contained() {
        return contained;
    }

    /** Returns the record as the interceptors want it sent. */
    @SuppressWarnings("CatchThrowable") // nothing that an interceptor throws may lose the record
    public ProducerRecord<K, V> onSend(ProducerRecord<K, V> record) {
        ProducerRecord<K, V> current = record;
        for (Interceptor<K, V> interceptor : interceptors) {
            try {
                ProducerRecord<K, V> changed = interceptor.onSend(current);
                if (changed == null) {
                    throw new NullPointerException("onSend returned null; an interceptor can't drop a record");
                }
                current = changed;
            } catch (Throwable e) {
                contained.contain(interceptor, e);
            }
        }
        return current;
    }

    @Override
    @SuppressWarnings("CatchThrowable") // nothing that an interceptor throws may keep the others from being told
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable ProducerException error) {
        for (Interceptor<K, V> interceptor : interceptors) {
            try {
                interceptor.onCompletion(metadata, error);
            } catch (Throwable e) {
                contained.contain(interceptor, e);
            }
        }
    }

    @Override
    @SuppressWarnings("CatchThrowable") // one interceptor that can't close must not keep the others open
    public void close() {
        for (Interceptor<K, V> interceptor : interceptors) {
            try (ContextLoader own = ContextLoader.of(interceptor.getClass())) {
                interceptor.close();
            } catch (Throwable e) {
                contained.contain(interceptor, e);
            }
        }
    }
}
