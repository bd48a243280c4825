package dev.kurier.producer.send;

import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.delivery.RecordTimes;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.accumulator.memory.MemoryTicket;
import dev.kurier.api.Delivery;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.RecordTooLargeException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Puts a record into its partition's open batch, waiting for memory if it may. */
public final class AppendStep {
    private final RecordAccumulator accumulator;
    private final LongSupplier clockNs;
    private final int maxRequestSizeBytes;
    private final long bufferMemoryBytes;
    private final MemoryWaits waits;
    private final LongAdder exhausted = new LongAdder();

    public AppendStep(
            RecordAccumulator accumulator,
            Clocks clocks,
            MemoryWaits waits,
            int maxRequestSizeBytes,
            long bufferMemoryBytes) {
        this.accumulator = accumulator;
        this.clockNs = clocks::nanoTime;
        this.waits = waits;
        this.maxRequestSizeBytes = maxRequestSizeBytes;
        this.bufferMemoryBytes = bufferMemoryBytes;
    }

    /**
     * Appends the record that the scratch holds.
     *
     * @param startedNs when {@code send} began, if the record is timed
     */
    public Delivery append(PartitionChain chain, SendScratch scratch, long startedNs) {
        PendingRecord record = scratch.pending;
        boolean timed = startedNs != TimedRecords.NOT_TIMED;
        while (true) {
            record.appendedAt(
                    clockNs,
                    timed ? new RecordTimes(startedNs, scratch.budget.blockedNs(), clockNs.getAsLong()) : null);
            switch (accumulator.append(chain, record)) {
                case APPENDED -> {
                    return record.delivery();
                }
                case NEED_MEMORY -> awaitMemory(chain, record, scratch.budget);
                case CLOSED ->
                    throw new ProducerClosedException(
                            "the producer was closed before the record was accepted. Send on another producer.");
                case TOO_LARGE -> throw tooLarge(chain, record);
            }
        }
    }

    /** How long callers have waited for memory. */
    public MemoryWaits waits() {
        return waits;
    }

    /** How many records were refused for want of memory. */
    public long exhausted() {
        return exhausted.sum();
    }

    private void awaitMemory(PartitionChain chain, PendingRecord record, BlockBudget budget) {
        if (!budget.mayBlock()) {
            record.cancel();
            throw exhausted(chain, "and this call must not wait");
        }
        MemoryTicket ticket = record.ticket();
        long before = budget.blockedNs();
        boolean settled = false;
        accumulator.memory().makeRoom(ticket);
        try {
            settled = budget.await(() -> !ticket.isWaiting(), ticket::onSettled, "buffer memory");
        } finally {
            waits.waited(budget.blockedNs() - before, clockNs.getAsLong());
            if (!settled) {
                record.cancel();
            }
        }
        if (!settled) {
            throw exhausted(chain, "for max.block.ms=" + TimeUnit.NANOSECONDS.toMillis(budget.maxBlockNs()));
        }
    }

    private BufferExhaustedException exhausted(PartitionChain chain, String howLong) {
        exhausted.increment();
        return new BufferExhaustedException("there was no buffer memory for a record of " + chain.topicPartition() + " "
                + howLong + ": " + describeMemory(chain)
                + ". Send slower, raise buffer.memory=" + bufferMemoryBytes
                + ", or find out why the broker does not take what waits for it.");
    }

    private String describeMemory(PartitionChain chain) {
        MemoryPool memory = accumulator.memory();
        return memory.availableBytes() + " of " + memory.totalBytes() + " bytes are free, "
                + memory.share(chain.leader()).heldBytes() + " of " + memory.leaderLimitBytes()
                + " that its broker's records may hold are in use, " + memory.waiting()
                + " call(s) wait, " + chain.queuedBatches() + " batch(es) of the partition wait for broker "
                + chain.leader()
                + (memory.isJvmExhausted()
                        ? "; the JVM has no memory for more of buffer.memory, " + memory.describeJvmMemory()
                                + ": start java with a larger -XX:MaxDirectMemorySize (or -Xmx, which is its default)"
                        : "");
    }

    private RecordTooLargeException tooLarge(PartitionChain chain, PendingRecord record) {
        int sizeBytes = record.maxBatchBytes();
        boolean request = sizeBytes > maxRequestSizeBytes;
        return new RecordTooLargeException("a record for " + chain.topicPartition() + " takes up to " + sizeBytes
                + " bytes when serialized (" + record.describeSizes() + "), allowed is "
                + (request ? "max.request.size=" + maxRequestSizeBytes : "buffer.memory=" + bufferMemoryBytes)
                + ". Make it smaller, or raise that setting"
                + (request ? " and max.message.bytes of the topic." : "."));
    }
}
