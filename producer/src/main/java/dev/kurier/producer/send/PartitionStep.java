package dev.kurier.producer.send;

import dev.kurier.accumulator.PendingRecord;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.sender.cluster.TopicState;

/** Decides the partition of a record: the record's own, or the partitioner's choice. */
public final class PartitionStep implements AutoCloseable {
    private final ContainedErrors contained = new ContainedErrors("kurier.partition", "partitioner");
    private volatile Partitioner partitioner;

    public PartitionStep(Partitioner partitioner) {
        this.partitioner = partitioner;
    }

    /** What the partitioner has thrown when told of an append. */
    public ContainedErrors contained() {
        return contained;
    }

    /** Returns the partition; the scratch holds key, value and their bytes. */
    public int choose(ProducerRecord<?, ?> record, TopicState topic, SendScratch scratch) {
        if (record.hasPartition()) {
            return record.partition();
        }
        scratch.partitionsOf(topic);
        int chosen = ask(scratch);
        if (chosen < 0 || chosen >= topic.partitionCount()) {
            throw new InvalidRecordException("partitioner "
                    + partitioner.getClass().getName() + " chose partition="
                    + chosen + " for a record of topic '" + topic.name() + "', which has " + topic.partitionCount()
                    + " partition(s), numbered from 0. Correct the partitioner.");
        }
        return chosen;
    }

    /** Tells the partitioner where its record went, and that the batch before it is sealed if it opened one. */
    public void appended(ProducerRecord<?, ?> record, int partition, PendingRecord appended) {
        try {
            tell(record, partition, appended);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The record is accepted: whatever the partitioner makes of that must not reach its sender as a failure.
            contained.contain(partitioner, e);
        }
    }

    private void tell(ProducerRecord<?, ?> record, int partition, PendingRecord appended) {
        if (appended.openedBatch()) {
            partitioner.onBatchSealed(record.topic(), partition);
        }
        if (!record.hasPartition()) {
            partitioner.onAppended(
                    record.topic(), partition, record.key() != null, appended.grownBytes(), appended.batchFull());
        }
    }

    private int ask(SendScratch scratch) {
        try {
            return partitioner.partition(scratch);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new InvalidRecordException(
                    "partitioner "
                            + partitioner.getClass().getName() + " failed for a record of topic '" + scratch.topic()
                            + "' with " + e + ". Correct the partitioner, or give the record a partition.",
                    e);
        }
    }

    @Override
    public void close() {
        partitioner.close();
    }
}
