package dev.kurier.producer.send;

import dev.kurier.accumulator.PendingRecord;
import dev.kurier.api.Headers;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.sender.cluster.TopicState;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one thread needs to send one record, so that sending allocates nothing but the delivery.
 *
 * <p>Is itself what serializers and the partitioner see of the record; valid for them only during their call.
 */
public final class SendScratch implements SerializationContext, PartitionContext {
    public final SinkBuffer keyBytes = new SinkBuffer();
    public final SinkBuffer valueBytes = new SinkBuffer();
    public final PendingRecord pending = new PendingRecord();
    public final BlockBudget budget;
    PartitionerGate.@Nullable Passage passage;
    private final PartitionLoad load;
    private String topic = "";
    private Headers headers = Headers.none();
    private @Nullable Object key;
    private @Nullable Object value;
    private @Nullable TopicState topicState;
    private boolean serializingKey;
    private boolean inUse;
    private int recordCount;

    public SendScratch(PartitionLoad load, BlockBudget budget) {
        this.load = load;
        this.budget = budget;
    }

    /** Makes another one like this, for a send inside a send. */
    public SendScratch anew() {
        return new SendScratch(load, budget.anew());
    }

    /** Counts the records of this thread, for the choice of those that are timed. */
    public int countRecord() {
        return recordCount++;
    }

    /** Takes the scratch; false if this thread is in the middle of a send already: a plugin sends. */
    public boolean acquire() {
        if (inUse) {
            return false;
        }
        inUse = true;
        return true;
    }

    /** Gives the scratch back and forgets the user's objects. */
    public void release() {
        inUse = false;
        passage = null;
        key = null;
        value = null;
        topicState = null;
        headers = Headers.none();
        keyBytes.reset();
        valueBytes.reset();
        pending.clear();
    }

    public void begin(ProducerRecord<?, ?> record) {
        topic = record.topic();
        key = record.key();
        value = record.value();
        headers = record.headers();
    }

    public void serializing(boolean isKey) {
        serializingKey = isKey;
    }

    public void partitionsOf(TopicState state) {
        topicState = state;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public boolean isKey() {
        return serializingKey;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public void addHeader(String name, byte @Nullable [] headerValue) {
        headers = headers.with(name, headerValue);
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public @Nullable Object value() {
        return value;
    }

    @Override
    public int keySize() {
        return key == null ? -1 : keyBytes.length();
    }

    @Override
    public byte keyByte(int index) {
        return keyBytes.array()[index];
    }

    @Override
    public byte @Nullable [] keyBytes() {
        return key == null ? null : keyBytes.toByteArray();
    }

    @Override
    public byte @Nullable [] valueBytes() {
        return value == null ? null : valueBytes.toByteArray();
    }

    @Override
    public int partitionCount() {
        return state().partitionCount();
    }

    @Override
    public boolean isAvailable(int partition) {
        return state().isAvailable(partition);
    }

    @Override
    public int queuedBatches(int partition) {
        return load.queuedBatches(topic, partition);
    }

    @Override
    public boolean hasOpenBatch(int partition) {
        return load.hasOpenBatch(topic, partition);
    }

    @Override
    public @Nullable String leaderRack(int partition) {
        return state().leaderRack(partition);
    }

    @Override
    public long stalledMs(int partition) {
        return load.stalledMs(topic, partition);
    }

    private TopicState state() {
        if (topicState == null) {
            throw new IllegalStateException("the partition context is valid only during the partitioner's call");
        }
        return topicState;
    }
}
