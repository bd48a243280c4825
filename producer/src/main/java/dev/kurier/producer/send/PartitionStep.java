package dev.kurier.producer.send;

import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.producer.send.PartitionerGate.Passage;
import dev.kurier.sender.cluster.TopicState;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Decides the partition of a record: the record's own, or the partitioner's choice. */
public final class PartitionStep implements AutoCloseable {
    private final ContainedErrors contained = new ContainedErrors("kurier.partition", "partitioner");
    private final PartitionerGate gate;

    /**
     * Begins with a partitioner.
     *
     * @param settling asks the sender to end all that was accepted so far, and gives what ends then
     */
    public PartitionStep(Partitioner partitioner, Supplier<? extends Ticket> settling) {
        gate = new PartitionerGate(partitioner, settling);
    }

    /** What the partitioner has thrown when told of an append. */
    public ContainedErrors contained() {
        return contained;
    }

    /**
     * Waits, if the record has to, before it is looked at where it may go.
     *
     * @throws BufferExhaustedException as {@link #choose}
     */
    public void awaitTurn(ProducerRecord<?, ?> record, BlockBudget budget) {
        if (!record.hasPartition()) {
            pass(record, budget);
        }
    }

    private Passage pass(ProducerRecord<?, ?> record, BlockBudget budget) {
        Passage passage = gate.passage();
        while (passage.opening() != null && record.key() != null) {
            await(passage.opening(), budget);
            passage = gate.passage();
        }
        return passage;
    }

    /**
     * Returns the partition; the scratch holds key, value and their bytes.
     *
     * @throws BufferExhaustedException if the record must wait for the end of an exchange and can't, or not so long
     */
    public int choose(ProducerRecord<?, ?> record, TopicState topic, SendScratch scratch) {
        if (record.hasPartition()) {
            return record.partition();
        }
        scratch.partitionsOf(topic);
        Passage passage = pass(record, scratch.budget);
        scratch.passage = passage;
        int chosen = ask(passage.partitioner(), scratch);
        if (chosen < 0 || chosen >= topic.partitionCount()) {
            throw new InvalidRecordException("partitioner "
                    + passage.partitioner().getClass().getName() + " chose partition="
                    + chosen + " for a record of topic '" + topic.name() + "', which has " + topic.partitionCount()
                    + " partition(s), numbered from 0. Correct the partitioner.");
        }
        return chosen;
    }

    /** Tells the partitioner where its record went, and that the batch before it is sealed if it opened one. */
    public void appended(ProducerRecord<?, ?> record, int partition, PendingRecord appended, SendScratch scratch) {
        Passage passage = scratch.passage;
        if (passage != null && record.key() != null) {
            gate.passed(passage);
        }
        Partitioner partitioner = (passage == null ? gate.passage() : passage).partitioner();
        try {
            if (appended.openedBatch()) {
                partitioner.onBatchSealed(record.topic(), partition);
            }
            if (!record.hasPartition()) {
                partitioner.onAppended(
                        record.topic(), partition, record.key() != null, appended.grownBytes(), appended.batchFull());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The record is accepted: whatever the partitioner makes of that must not reach its sender as a failure.
            contained.contain(partitioner, e);
        }
    }

    /**
     * Holds records with a key back; {@link #exchange} or {@link #keep} has to follow.
     *
     * @param next is to be put in place, for messages
     * @throws dev.kurier.api.error.PluginException if an exchange is under way already
     */
    public void prepareExchange(Partitioner next) {
        gate.shut("partitioner " + next.getClass().getName());
    }

    /** What ends when no record is left whose partition was chosen before the preparation and that has no outcome. */
    public Ticket quiet() {
        return gate.quiet();
    }

    /** Puts the other partitioner in place and lets the records go on; closed with the producer, as those before it. */
    public void exchange(Partitioner next) {
        gate.exchange(next);
    }

    /** Gives the exchange up and lets the records go on. */
    public void keep() {
        gate.keep();
    }

    private static void await(Ticket opening, BlockBudget budget) {
        if (!budget.mayBlock()) {
            throw new BufferExhaustedException("a record with a key has to wait while the partitioner is exchanged, and"
                    + " this call must not wait. Send it again a little later, or give it a partition.");
        }
        if (!budget.await(opening::isDone, opening::onDone, "the exchange of the partitioner")) {
            throw new BufferExhaustedException("the partitioner was being exchanged for the whole of max.block.ms="
                    + TimeUnit.NANOSECONDS.toMillis(budget.maxBlockNs())
                    + ", and records with a key wait for that. Send it again later, or exchange when brokers answer.");
        }
    }

    private static int ask(Partitioner partitioner, SendScratch scratch) {
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
        gate.close();
    }
}
