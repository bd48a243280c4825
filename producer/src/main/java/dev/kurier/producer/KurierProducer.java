package dev.kurier.producer;

import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.api.Callback;
import dev.kurier.api.CloseReport;
import dev.kurier.api.Delivery;
import dev.kurier.api.MetricName;
import dev.kurier.api.PartitionInfo;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.AuthorizationException;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.MetadataException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.RecordTooLargeException;
import dev.kurier.api.error.UnsupportedVersionException;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.producer.listen.DeliveryListeners;
import dev.kurier.producer.send.AppendStep;
import dev.kurier.producer.send.BlockBudget;
import dev.kurier.producer.send.CallbackRoom;
import dev.kurier.producer.send.Clocks;
import dev.kurier.producer.send.InterceptorChain;
import dev.kurier.producer.send.PartitionStep;
import dev.kurier.producer.send.RecordSerializers;
import dev.kurier.producer.send.SendScratch;
import dev.kurier.producer.send.TimedRecords;
import dev.kurier.producer.send.TopicLookup;
import dev.kurier.sender.cluster.PartitionState;
import dev.kurier.sender.cluster.TopicState;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes records through the caller's half of the pipeline: intercept, look up, serialize, partition, append.
 *
 * <p>What comes after the append is the sender's. May be used from any thread.
 */
final class KurierProducer<K, V> implements PluggableProducer<K, V> {
    private final InterceptorChain<K, V> interceptors;
    private final @Nullable DeliveryListeners listeners;
    private final TopicLookup topics;
    private final RecordSerializers serializers;
    private final PartitionStep partitions;
    private final PartitionerSwap swap;
    private final AppendStep appending;
    private final RecordAccumulator accumulator;
    private final Clocks clocks;
    private final Lifecycle lifecycle;
    private final ProducerMetrics metrics;
    private final TimedRecords timed;
    private final ThreadScratches scratches;
    private final CallbackRoom callbackRoom;

    KurierProducer(ProducerParts<K, V> parts) {
        this.interceptors = parts.interceptors();
        this.listeners = parts.listeners().isEmpty() ? null : parts.listeners();
        this.topics = parts.topics();
        this.serializers = parts.serializers();
        this.partitions = parts.swap().partitions();
        this.swap = parts.swap();
        this.appending = parts.appending();
        this.accumulator = parts.accumulator();
        this.clocks = parts.clocks();
        this.lifecycle = parts.lifecycle();
        this.metrics = parts.metrics();
        this.timed = parts.timed();
        this.callbackRoom = new CallbackRoom(accumulator);
        this.scratches = new ThreadScratches(parts::newScratch);
    }

    @Override
    public Delivery send(ProducerRecord<K, V> record) {
        return send(record, null, !lifecycle.isInnerThread());
    }

    @Override
    public Delivery send(ProducerRecord<K, V> record, Callback callback) {
        return send(record, Objects.requireNonNull(callback, "callback"), !lifecycle.isInnerThread());
    }

    @Override
    public Delivery trySend(ProducerRecord<K, V> record) {
        return send(record, null, false);
    }

    @Override
    public Delivery trySend(ProducerRecord<K, V> record, Callback callback) {
        return send(record, Objects.requireNonNull(callback, "callback"), false);
    }

    private Delivery send(ProducerRecord<K, V> record, @Nullable Callback callback, boolean mayBlock) {
        Objects.requireNonNull(record, "record");
        lifecycle.requireUsable();
        SendScratch scratch = scratch();
        ProducerRecord<K, V> intercepted = record;
        try {
            scratch.budget.begin(mayBlock);
            long startedNs = timed.isNext(scratch) ? clocks.nanoTime() : TimedRecords.NOT_TIMED;
            intercepted = interceptors.onSend(record);
            partitions.awaitTurn(intercepted, scratch.budget);
            TopicState topic = topics.find(intercepted.topic(), intercepted.partition(), scratch.budget);
            scratch.begin(intercepted);
            serializers.serialize(intercepted, scratch);
            int partition = partitions.choose(intercepted, topic, scratch);
            return append(intercepted, partition, callback, startedNs, scratch);
        } catch (MetadataException
                | AuthorizationException
                | UnsupportedVersionException
                | BufferExhaustedException
                | RecordTooLargeException e) {
            return refuse(intercepted, e, callback, scratch);
        } catch (ProducerException e) {
            tellInterceptors(intercepted, e, scratch);
            throw e;
        } finally {
            scratch.release();
            // Or it might be taken for dropped, and closed, in the middle of its last call.
            Reference.reachabilityFence(this);
        }
    }

    private Delivery append(
            ProducerRecord<K, V> record,
            int partition,
            @Nullable Callback callback,
            long startedNs,
            SendScratch scratch) {
        PendingRecord pending = scratch.pending;
        PartitionChain chain = accumulator.chain(record.topic(), partition);
        pending.timestampMs(record.hasTimestamp() ? record.timestampMs() : clocks.currentTimeMs());
        pending.begin(callback);
        Delivery delivery = appending.append(chain, scratch, startedNs);
        partitions.appended(record, partition, pending, scratch);
        if (listeners != null) {
            listeners.appended(chain.topicPartition(), pending.batchOrdinal(), pending.grownBytes());
        }
        return delivery;
    }

    private Delivery refuse(
            ProducerRecord<K, V> record, ProducerException error, @Nullable Callback callback, SendScratch scratch) {
        callbackRoom.await(error, callback != null, scratch.budget);
        metrics.recordRefused();
        if (listeners != null) {
            listeners.refused(record.topic(), error);
        }
        scratch.pending.begin(callback);
        scratch.pending.appendedAt(clocks::nanoTime, null);
        return accumulator.refuse(new TopicPartition(record.topic(), record.partition()), scratch.pending, error);
    }

    /** Tells interceptors, which have seen the record, how it ended; the throw tells the caller. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for this delivery
    private void tellInterceptors(ProducerRecord<K, V> record, ProducerException error, SendScratch scratch) {
        try {
            refuse(record, error, null, scratch);
        } catch (BufferExhaustedException full) {
            error.addSuppressed(full);
        }
    }

    private SendScratch scratch() {
        SendScratch own = scratches.get();
        if (own.acquire()) {
            return own;
        }
        // A plugin sends while this thread is inside its send.
        SendScratch nested = own.anew();
        nested.acquire();
        return nested;
    }

    @Override
    public void swapPartitioner(Partitioner next, Duration timeout) {
        try {
            swap.to(Objects.requireNonNull(next, "next"), Objects.requireNonNull(timeout, "timeout"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void swapPartitioner(String name, Map<String, String> settings, Duration timeout) {
        try {
            swap.to(
                    Objects.requireNonNull(name, "name"),
                    Objects.requireNonNull(settings, "settings"),
                    Objects.requireNonNull(timeout, "timeout"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void flush() {
        flush(Lifecycle.FOREVER);
    }

    @Override
    public boolean flush(Duration timeout) {
        try {
            return lifecycle.flush(Objects.requireNonNull(timeout, "timeout"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        Objects.requireNonNull(topic, "topic");
        lifecycle.requireUsable();
        BlockBudget budget = scratches.get().budget.ofPartitionsFor();
        budget.begin(!lifecycle.isInnerThread());
        try {
            return topics.find(topic, -1, budget).partitions().stream()
                    .map(PartitionState::info)
                    .toList();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public Map<MetricName, Double> metrics() {
        return metrics.read(clocks.nanoTime());
    }

    @Override
    public void close() {
        try {
            lifecycle.close(Lifecycle.UNTIL_DEADLINES);
        } finally {
            scratches.clear();
        }
    }

    @Override
    public CloseReport close(Duration timeout) {
        try {
            return lifecycle.close(Objects.requireNonNull(timeout, "timeout"));
        } finally {
            scratches.clear();
        }
    }
}
