package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.delivery.BatchTimes;
import dev.kurier.accumulator.delivery.CallbackBacklog;
import dev.kurier.accumulator.delivery.DeliveryContext;
import dev.kurier.accumulator.delivery.DeliveryEnvironment;
import dev.kurier.accumulator.handover.HandOverQueue;
import dev.kurier.accumulator.handover.SleepFlag;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.accumulator.sizing.BatchSizing;
import dev.kurier.accumulator.sizing.BatchingSettings;
import dev.kurier.accumulator.sizing.CompressionRatio;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects records into batches: callers append, the sender takes.
 *
 * <p>Never blocks and never locks on the way of a record. {@link #pollOpened}, {@link #pollReady} and {@link #forEachChain}
 * are for the sender's thread; the rest may be called from any.
 */
public final class RecordAccumulator {
    private final BatchingSettings settings;
    private final MemoryPool memory;
    private final SleepFlag sleepFlag;
    private final Executor compression;
    private final DeliveryContext deliveryContext;
    private final Appending appending;
    private final ConcurrentHashMap<String, TopicChains> topics = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<PartitionChain> inOrderOfCreation = new ConcurrentLinkedQueue<>();
    private final HandOverQueue<OpenBatch> opened = HandOverQueue.toOneConsumer();
    private final HandOverQueue<PartitionChain> ready = HandOverQueue.toOneConsumer();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /**
     * Takes the buffer memory and starts empty.
     *
     * @param wakeSender ends the sender's sleep; see {@link SleepFlag}
     * @param compression runs the compression of batches that the sender seals, only used with a codec; what it does not
     *     take is compressed by who sealed the batch
     * @throws dev.kurier.api.error.ConfigException if the buffer memory is not to be had
     */
    public RecordAccumulator(
            BatchingSettings settings, DeliveryEnvironment deliveries, Runnable wakeSender, Executor compression) {
        this.settings = settings;
        this.memory = new MemoryPool(settings.bufferMemoryBytes(), settings.maxRequestSizeBytes());
        this.sleepFlag = new SleepFlag(wakeSender);
        this.compression = compression;
        this.deliveryContext = new DeliveryContext(
                deliveries, new CallbackBacklog(settings.maxWaitingCallbacks(), memory::pause, memory::resume));
        this.appending = new Appending(this, settings);
    }

    /** Finds the chain of a partition, made on first use. */
    public PartitionChain chain(String topic, int partition) {
        TopicChains chains = topics.get(topic);
        PartitionChain chain = chains == null ? null : chains.find(partition);
        return chain != null ? chain : addChain(topic, partition);
    }

    /**
     * Appends a record to a partition; never waits. See {@link AppendResult} for what to do next, {@link PendingRecord} for
     * details.
     */
    public AppendResult append(PartitionChain chain, PendingRecord record) {
        return appending.append(chain, record);
    }

    /** Ends a record that never got into a batch; its callback is called on the callback thread. */
    public BatchDelivery refuse(TopicPartition topicPartition, PendingRecord record, ProducerException error) {
        BatchDelivery delivery = record.prepareDelivery(isListened());
        BatchOutcome outcome = new BatchOutcome(topicPartition, deliveryContext, new BatchTimes(0));
        delivery.bind(outcome, 0);
        if (delivery.isNotified()) {
            outcome.makeRoomForCallback(0);
            outcome.addCallback(0, delivery);
        }
        outcome.failed(error);
        if (outcome.hasWaiters()) {
            deliveryContext.environment().callbacks().execute(outcome::runCallbacks);
        }
        return delivery;
    }

    /** Takes no more records: once this has returned, none enters a batch; wakes those who wait for memory. */
    public void close(long nowNs) {
        closed = true;
        memory.close();
        deliveryContext.backlog().close();
        // A chain made meanwhile is either in this list already or sees the flag and closes itself.
        forEachChain(chain -> chain.close(nowNs));
    }

    /** Closes because the sender has died of {@code cause}; may be repeated. */
    public void fail(Throwable cause, long nowNs) {
        failure = cause;
        close(nowNs);
    }

    /** What the sender died of, or null. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** The memory of the records. */
    public MemoryPool memory() {
        return memory;
    }

    /** Tells callers whether the sender has to be woken. */
    public SleepFlag sleepFlag() {
        return sleepFlag;
    }

    /** Counts the ended batches of whose end somebody has yet to be told. */
    public CallbackBacklog callbackBacklog() {
        return deliveryContext.backlog();
    }

    /** A batch that was opened since, so that its linger time can be watched; null means none for now. It may be gone again. */
    public @Nullable OpenBatch pollOpened() {
        return opened.poll();
    }

    /** A chain in which a sealed batch has become complete; null means none for now. It may have been taken since. */
    public @Nullable PartitionChain pollReady() {
        return ready.poll();
    }

    /** Visits every chain, in the order of their creation; for flush, close and the like, not for every turn. */
    public void forEachChain(Consumer<PartitionChain> visit) {
        inOrderOfCreation.forEach(visit);
    }

    /** How large a batch of one record may be: what max.request.size and the memory allow. */
    public int largestBatchBytes() {
        return Math.min(settings.maxRequestSizeBytes(), memory.largestChunkBytes());
    }

    DeliveryContext deliveryContext() {
        return deliveryContext;
    }

    /** Tells whether somebody is told of every record's end, whether it has a callback or not. */
    public boolean isListened() {
        return deliveryContext.environment().listener() != null;
    }

    /** Tells the sender of a new batch; the wake-up comes with the opener's commit. */
    void offerOpened(OpenBatch batch) {
        opened.offer(batch);
    }

    void offerReady(PartitionChain chain) {
        ready.offer(chain);
        sleepFlag.wake();
    }

    /** Does what is left to do with a batch after the last commit; on the thread that made it. */
    void complete(OpenBatch batch, SealReason reason) {
        if (settings.codec().type() == CompressionType.NONE || batch.isBroken() || failure != null) {
            batch.completed(null);
        } else if (reason == SealReason.FULL) {
            compress(batch);
        } else {
            compressElsewhere(batch);
        }
    }

    Codec codec() {
        return settings.codec();
    }

    @SuppressWarnings("CatchThrowable") // also an OutOfMemoryError: there may be no thread to be had
    private void compressElsewhere(OpenBatch batch) {
        // An executor may have queued what it fails to start.
        AtomicBoolean begun = new AtomicBoolean();
        Runnable compressOnce = () -> {
            if (begun.compareAndSet(false, true)) {
                compress(batch);
            }
        };
        try {
            compression.execute(compressOnce);
        } catch (Throwable e) {
            compressOnce.run();
        }
    }

    @SuppressWarnings("CatchThrowable") // the records are there: without compression they can still be sent as they are
    private void compress(OpenBatch batch) {
        Payload payload = batch.collect();
        Throwable thrown = null;
        try {
            payload.compress(settings.codec());
            batch.chain().sizing().ratio().observe(payload.uncompressedBytes(), payload.sizeBytes());
        } catch (Throwable e) {
            thrown = e;
        }
        // Before anybody is told of the error: a log appender that waits for records would wait for this batch.
        batch.completed(payload);
        if (thrown != null) {
            deliveryContext.environment().contained().accept(thrown);
        }
    }

    private synchronized PartitionChain addChain(String topic, int partition) {
        TopicChains chains = topics.computeIfAbsent(
                topic,
                name -> new TopicChains(new CompressionRatio(settings.codec().type())));
        PartitionChain chain = chains.find(partition);
        if (chain == null) {
            BatchSizing sizing = new BatchSizing(settings, memory.largestChunkBytes(), chains.ratio());
            chain = new PartitionChain(this, new TopicPartition(topic, partition), sizing);
            inOrderOfCreation.add(chain);
            if (closed) {
                chain.close(0);
            }
            // Published last: whoever finds the chain can rely on close() and flush to find it as well.
            chains.add(chain);
        }
        return chain;
    }
}
