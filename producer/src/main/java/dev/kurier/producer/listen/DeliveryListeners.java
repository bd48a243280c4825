package dev.kurier.producer.listen;

import dev.kurier.accumulator.SealedBatch;
import dev.kurier.accumulator.delivery.BatchTimes;
import dev.kurier.accumulator.delivery.CallbackBacklog;
import dev.kurier.api.Outcome;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.api.spi.DeliveryListener.Batch;
import dev.kurier.producer.plugin.ContextLoader;
import dev.kurier.producer.send.ContainedErrors;
import dev.kurier.sender.watch.BatchWatcher;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners in the order of the configuration; what they throw is contained.
 *
 * <p>Sees batches on the sender's thread and hands what it saw over to the callback thread. A batch counts in the backlog of
 * callbacks until all were told of its end, so that slow listeners hold senders of records back, not the sender.
 */
public final class DeliveryListeners implements BatchWatcher, AutoCloseable {
    private final List<DeliveryListener> listeners;
    private final Executor callbacks;
    private final CallbackBacklog backlog;
    private final ContainedErrors contained = new ContainedErrors("kurier.listen", "listener");

    /**
     * Takes over the listeners.
     *
     * @param callbacks runs one task after the other, never on the sender's thread
     * @param backlog counts batches of whose end somebody has yet to be told
     */
    public DeliveryListeners(List<DeliveryListener> listeners, Executor callbacks, CallbackBacklog backlog) {
        this.listeners = List.copyOf(listeners);
        this.callbacks = callbacks;
        this.backlog = backlog;
    }

    /** Tells whether there are none: then nobody needs to tell this of anything. */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** What the sender is to tell. */
    public BatchWatcher watcher() {
        return isEmpty() ? BatchWatcher.NONE : this;
    }

    /** What the listeners have thrown. */
    public ContainedErrors contained() {
        return contained;
    }

    /** Tells of a record that is in its batch; on the calling thread. */
    public void appended(TopicPartition topicPartition, long batchNumber, int sizeBytes) {
        each(listener -> listener.onAppended(topicPartition, batchNumber, sizeBytes));
    }

    /** Tells of a record that came into no batch; on the calling thread. */
    public void refused(String topic, ProducerException error) {
        each(listener -> listener.onRefused(topic, error));
    }

    @Override
    public void sent(SealedBatch batch, int attempt, int broker) {
        if (attempt == 1) {
            sealed(batch);
        }
        Batch named = named(batch);
        long waitingNs = batch.times().drainedNs() - batch.times().sealedNs();
        tell(listener -> listener.onSent(named, attempt, broker, Math.max(0, waitingNs)));
    }

    @Override
    public void retried(SealedBatch batch, int attempt, String why, long delayNs) {
        Batch named = named(batch);
        tell(listener -> listener.onRetry(named, attempt, why, delayNs));
    }

    @Override
    public void divided(SealedBatch batch, int parts, String why) {
        Batch named = named(batch);
        tell(listener -> listener.onDivided(named, parts, why));
    }

    @Override
    public void culprit(SealedBatch batch, ProducerException error) {
        Batch alone = new Batch(batch.chain().topicPartition(), batch.ordinal(), 1, 0);
        tell(listener -> listener.onEnded(alone, error.outcome(), error, 0));
    }

    @Override
    public void ended(SealedBatch batch, int attempts, Outcome outcome, @Nullable ProducerException error) {
        if (attempts == 0) {
            sealed(batch);
        }
        Batch named = named(batch);
        BatchTimes times = batch.times();
        long inFlightNs = attempts == 0 || error != null ? 0 : Math.max(0, times.answeredNs() - times.drainedNs());
        backlog.entered();
        callbacks.execute(() -> {
            try {
                each(listener -> listener.onEnded(named, outcome, error, inFlightNs));
            } finally {
                backlog.left();
            }
        });
    }

    private void sealed(SealedBatch batch) {
        Batch named = named(batch);
        String reason = batch.sealReason().name().toLowerCase(Locale.ROOT);
        long batchingNs = Math.max(0, batch.times().sealedNs() - batch.times().openedNs());
        tell(listener -> listener.onSealed(named, reason, batchingNs));
    }

    private void tell(Consumer<DeliveryListener> event) {
        callbacks.execute(() -> each(event));
    }

    @SuppressWarnings("CatchThrowable") // nothing that a listener throws may keep the others from being told
    private void each(Consumer<DeliveryListener> event) {
        for (DeliveryListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                contained.contain(listener, e);
            }
        }
    }

    private static Batch named(SealedBatch batch) {
        return new Batch(batch.chain().topicPartition(), batch.ordinal(), batch.recordCount(), batch.sizeBytes());
    }

    @Override
    public void close() {
        each(listener -> {
            try (ContextLoader own = ContextLoader.of(listener.getClass())) {
                listener.close();
            }
        });
    }
}
