package dev.kurier.producer.send;

import dev.kurier.api.Callback;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.spi.Interceptor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the interceptors in the order of the configuration; what they throw is contained, counted and logged once each. */
public final class InterceptorChain<K, V> implements Callback, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("kurier.intercept");

    private final List<Interceptor<K, V>> interceptors;
    private final LongAdder failures = new LongAdder();
    private final Set<Interceptor<K, V>> reported = ConcurrentHashMap.newKeySet();

    public InterceptorChain(List<Interceptor<K, V>> interceptors) {
        this.interceptors = List.copyOf(interceptors);
    }

    public boolean isEmpty() {
        return interceptors.isEmpty();
    }

    public long failures() {
        return failures.sum();
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
                contain(interceptor, e);
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
                contain(interceptor, e);
            }
        }
    }

    private void contain(Interceptor<K, V> interceptor, Throwable e) {
        failures.increment();
        if (reported.add(interceptor)) {
            LOG.warn(
                    "interceptor {} failed; its further failures are only counted",
                    interceptor.getClass().getName(),
                    e);
        }
    }

    @Override
    @SuppressWarnings("CatchThrowable") // one interceptor that can't close must not keep the others open
    public void close() {
        for (Interceptor<K, V> interceptor : interceptors) {
            try {
                interceptor.close();
            } catch (Throwable e) {
                contain(interceptor, e);
            }
        }
    }
}
