package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.delivery.BatchTimes;
import dev.kurier.accumulator.delivery.ProducerFailure;
import dev.kurier.accumulator.memory.LeaderShare;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.accumulator.sizing.BatchSizing;
import dev.kurier.api.TopicPartition;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.record.BatchHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Strings the batches of one partition together, oldest first.
 *
 * <p>Callers append to the last batch and open the next one, by compare-and-set on the last one's link, when that is sealed.
 * The sender takes batches from the head; {@link #head}, {@link #removeHead} and {@link #newest} are for its thread only.
 */
public final class PartitionChain {
    private static final long NOT_STALLED = Long.MIN_VALUE;
    private static final VarHandle TAIL;

    static {
        try {
            TAIL = MethodHandles.lookup().findVarHandle(PartitionChain.class, "tail", ChainLink.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RecordAccumulator accumulator;
    private final TopicPartition topicPartition;
    private final BatchSizing sizing;
    private final AtomicInteger queuedBatches = new AtomicInteger();
    private volatile LeaderShare share;

    /** Since when the leader has taken nothing though something waits, or {@link #NOT_STALLED}. */
    private volatile long stalledSinceNs = NOT_STALLED;

    /** The last link or one before it; only ever moves forward. */
    private volatile ChainLink tail;

    /** The last link taken out; the sender's. */
    private ChainLink removed;

    /** The last link, perhaps one before it, behind which nothing but settled batches were taken out; the sender's. */
    private ChainLink settled;

    PartitionChain(RecordAccumulator accumulator, TopicPartition topicPartition, BatchSizing sizing) {
        this.accumulator = accumulator;
        this.topicPartition = topicPartition;
        this.sizing = sizing;
        this.share = accumulator.memory().share(-1);
        this.removed = new ChainLink();
        this.settled = removed;
        this.tail = removed;
    }

    /** The partition's topic. */
    public String topic() {
        return topicPartition.topic();
    }

    /** The partition's number. */
    public int partition() {
        return topicPartition.partition();
    }

    /** The partition. */
    public TopicPartition topicPartition() {
        return topicPartition;
    }

    /** The broker on whose account new batches take memory, -1 if unknown. */
    public int leader() {
        return share.leader();
    }

    /** Says which broker leads the partition, -1 for none; for the sender. Memory that is held already moves to its account. */
    public void leader(int leader) {
        if (leader != share.leader()) {
            share = accumulator.memory().share(leader);
            for (ChainLink link = removed.next(); link instanceof OpenBatch batch; link = link.next()) {
                batch.chargeTo(share);
            }
        }
    }

    /** About how many batches have not been taken by the sender. */
    public int queuedBatches() {
        return queuedBatches.get();
    }

    /** Tells whether the newest batch takes records, so that the next one need not open another; may be outdated at once. */
    public boolean hasOpenBatch() {
        return last() instanceof OpenBatch batch && !batch.isSealed();
    }

    /** Takes note that something waits for the leader from now on, unless that is known already; for the sender. */
    public void stalled(long nowNs) {
        if (stalledSinceNs == NOT_STALLED) {
            stalledSinceNs = nowNs;
        }
    }

    /** Takes note that the leader takes batches, or that none waits; for the sender. */
    public void notStalled() {
        if (stalledSinceNs != NOT_STALLED) {
            stalledSinceNs = NOT_STALLED;
        }
    }

    /** For how long the leader has taken nothing though something waits, in nanoseconds; 0 if it does. */
    public long stalledNs(long nowNs) {
        long sinceNs = stalledSinceNs;
        return sinceNs == NOT_STALLED ? 0 : Math.max(0, nowNs - sinceNs);
    }

    /** The oldest batch that was not removed, or null. */
    public @Nullable OpenBatch head() {
        return removed.next() instanceof OpenBatch batch ? batch : null;
    }

    /**
     * Removes the oldest batch.
     *
     * @throws IllegalStateException if there is none, or it still takes records
     */
    public void removeHead() {
        OpenBatch head = head();
        if (head == null || !head.isSealed()) {
            throw new IllegalStateException("the chain of " + topicPartition
                    + (head == null ? " is empty" : " has an open batch at its head: seal it first"));
        }
        // A caller may have taken memory on the account of the leader before.
        head.chargeTo(share);
        removed = head;
        queuedBatches.getAndDecrement();
        forgetSettled();
    }

    /** Lets go of batches that were removed and of which nothing is left to do; called when one has been settled. */
    void forgetSettled() {
        while (settled != removed
                && settled.next() instanceof OpenBatch batch
                && batch.outcome().isSettled()) {
            settled = batch;
        }
    }

    /**
     * Visits every batch, removed or not, of which something is left to do: the deliveries to end, or who waits for that to be
     * told. Whatever happens to a batch behind the chain, it is found here until it is settled: no queue of the sender's has
     * every batch at every moment.
     */
    public void forEachUnsettled(Consumer<OpenBatch> visit) {
        forgetSettled();
        for (ChainLink link = settled.next(); link instanceof OpenBatch batch; link = link.next()) {
            if (!batch.outcome().isSettled()) {
                visit.accept(batch);
            }
        }
    }

    /**
     * Closes, and ends every batch that has not ended, wherever it is: here, with the sender, being compressed or split. For the
     * sender, when the producer has failed; may be repeated.
     */
    public void abandon(ProducerFailure failure, long nowNs) {
        close(nowNs);
        forEachUnsettled(batch -> batch.outcome().abandon(failure, batch.times().drainedNs() != 0));
    }

    /** The newest batch that was not removed, or null; what is opened later is not covered by a flush that starts here. */
    public @Nullable OpenBatch newest() {
        ChainLink last = last();
        return last instanceof OpenBatch batch && last != removed ? batch : null;
    }

    /** Takes no more batches, and seals the last one. After this no record enters the chain. */
    void close(long nowNs) {
        ChainLink last;
        do {
            last = last();
            if (last instanceof OpenBatch batch) {
                batch.seal(SealReason.CLOSE, nowNs);
            }
        } while (!last.linkNext(ChainLink.CLOSED) && last.next() != ChainLink.CLOSED);
    }

    /** The link behind which nothing, or nothing but the end, is linked now. */
    ChainLink last() {
        ChainLink last = tail;
        ChainLink next;
        while ((next = last.next()) != null && next != ChainLink.CLOSED) {
            TAIL.compareAndSet(this, last, next);
            last = next;
        }
        return last;
    }

    /** Puts a batch behind a sealed one; false if another was faster, or the chain is closed. */
    boolean link(ChainLink last, OpenBatch batch) {
        batch.ordinal = last.ordinal + 1;
        if (!last.linkNext(batch)) {
            return false;
        }
        queuedBatches.getAndIncrement();
        TAIL.compareAndSet(this, last, batch);
        return true;
    }

    LeaderShare share() {
        return share;
    }

    BatchSizing sizing() {
        return sizing;
    }

    MemoryPool memory() {
        return accumulator.memory();
    }

    BatchOutcome newOutcome(BatchTimes times) {
        return new BatchOutcome(topicPartition, accumulator.deliveryContext(), times);
    }

    Codec codec() {
        return accumulator.codec();
    }

    void complete(OpenBatch batch, SealReason reason) {
        accumulator.complete(batch, reason);
    }

    void offerReady() {
        accumulator.offerReady(this);
    }

    void noteSize(int sizeBytes) {
        sizing.noteSize(Math.max(BatchHeader.SIZE, sizeBytes));
    }
}
