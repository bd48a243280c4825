package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.delivery.BatchTimes;
import dev.kurier.accumulator.memory.LeaderShare;
import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one partition, from any number of threads at once, until it is sealed.
 *
 * <p>A caller goes through four steps: {@link #claim} a slice, {@link #write} into it, {@link #commit}, and, if the batch has
 * no room, {@link #seal}. No step waits for another thread. Whoever is the last to commit on a sealed batch, or seals it
 * after the last commit, completes it. A batch serves one partition once; only its memory is used again.
 *
 * <p>The sender's part: {@link #isComplete}, {@link #isBroken}, {@link #toSealed}.
 */
public final class OpenBatch extends ArrivalCount {
    /** What a claim came to. */
    enum Claim {
        CLAIMED,
        /** The record does not fit: seal. */
        FULL,
        /** The record fits, but not into the chunks that there are: install one. */
        NEED_CHUNK,
        /** Somebody has sealed the batch. */
        SEALED
    }

    /** Length, attributes, timestamp delta, offset delta, key, value and headers, a byte each. */
    private static final int SMALLEST_RECORD_BYTES = 7;

    private static final VarHandle MAX_TIMESTAMP;

    static {
        try {
            MAX_TIMESTAMP = MethodHandles.lookup().findVarHandle(OpenBatch.class, "maxTimestampMs", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PartitionChain chain;
    private final BatchOutcome outcome;
    private final long baseTimestampMs;
    private final int limitBytes;
    private final BatchChunk firstChunk;
    private volatile BatchChunk currentChunk;
    private volatile long maxTimestampMs;
    private volatile boolean broken;

    /** Made by the thread that compresses the batch, handed over by marking it ready. */
    private @Nullable Payload compressed;

    /** The sender's: what it has taken out. */
    private @Nullable SealedBatch sealed;

    /**
     * Opens a batch in which {@code opener} has the first slice claimed; nobody else knows the batch yet.
     *
     * @param limitBytes how large the batch may grow, its header included
     */
    OpenBatch(PartitionChain chain, MemoryChunk memory, int limitBytes, PendingRecord opener) {
        super(BatchHeader.SIZE + RecordBatchWriter.sizeOf(opener.encoded(), 0, 0));
        this.chain = chain;
        this.limitBytes = limitBytes;
        this.baseTimestampMs = opener.encoded().timestampMs;
        this.maxTimestampMs = baseTimestampMs;
        this.firstChunk = new BatchChunk(memory, 0);
        this.currentChunk = firstChunk;
        this.outcome = chain.newOutcome(new BatchTimes(opener.appendedNs()));
        if (opener.delivery().isNotified()) {
            outcome.makeRoomForCallback(0);
        }
        claimed(opener, 0, firstChunk, BatchHeader.SIZE, position(word()));
    }

    /** The partition's chain. */
    public PartitionChain chain() {
        return chain;
    }

    /** The batch's number in its chain, from 1; a later batch has a higher one. */
    public long ordinal() {
        return ordinal;
    }

    /** When the first record came. */
    public long openedNs() {
        return outcome.times().openedNs();
    }

    /** When the batch passed its stages. */
    public BatchTimes times() {
        return outcome.times();
    }

    /** How the records end. */
    public BatchOutcome outcome() {
        return outcome;
    }

    /** How many records are claimed by now. */
    public int recordCount() {
        return count(word());
    }

    /** Moves the batch's memory to the account of the leader that it is for now. */
    void chargeTo(LeaderShare share) {
        BatchChunk chunk = firstChunk;
        BatchChunk next;
        chain.memory().chargeTo(share, chunk.memory);
        while ((next = chunk.next()) != null && next != chunk) {
            chunk = next;
            chain.memory().chargeTo(share, chunk.memory);
        }
    }

    /** How much memory the batch holds; for the sender, and out of date at once. */
    public long heldBytes() {
        return lastChunk().end;
    }

    /** Tells whether the batch takes no more records. */
    public boolean isSealed() {
        return isSealed(word());
    }

    /** Why the batch was sealed; only for one that is. */
    public SealReason sealReason() {
        return reason(word());
    }

    /** Tells whether the batch is sealed, every claim committed, and the records compressed if they are to be. */
    public boolean isComplete() {
        return isReady();
    }

    /** Tells whether writing one of the records has failed, so that the batch must never be sent. */
    public boolean isBroken() {
        return broken;
    }

    /**
     * Seals the batch; from any thread.
     *
     * @return whether this call did it; false if it was sealed before
     */
    public boolean seal(SealReason reason, long nowNs) {
        if (!sealWord(reason)) {
            return false;
        }
        times().sealed(nowNs);
        chain.noteSize((int) Math.min(Integer.MAX_VALUE, position(word())));
        while (!lastChunk().close()) {
            // A claimer has just installed another one.
        }
        if (arriveSealer(recordCount())) {
            chain.complete(this, reason);
        }
        return true;
    }

    /**
     * Takes the batch out for sending; for the sender, once, after sealing. If a claim has not been committed yet the result
     * has no bytes, can't be sent but only failed, and the memory comes back with the missing commit.
     *
     * @throws IllegalStateException if the batch is not sealed, or was taken before
     */
    public SealedBatch toSealed() {
        if (!isSealed() || sealed != null) {
            throw new IllegalStateException("a batch for " + chain.topicPartition() + " can't be taken: sealed="
                    + isSealed() + ", taken=" + (sealed != null));
        }
        Payload bytes = giveUp() ? null : compressed == null ? collect() : compressed;
        SealedBatch.Contents contents = new SealedBatch.Contents(recordCount(), baseTimestampMs, maxTimestampMs);
        SealedBatch.Origin origin = new SealedBatch.Origin(chain, ordinal(), sealReason());
        SealedBatch made = new SealedBatch(origin, outcome, contents, bytes, bytes != null && !broken);
        sealed = made;
        return made;
    }

    /** What {@link #toSealed} has made, or null; for the sender. */
    public @Nullable SealedBatch taken() {
        return sealed;
    }

    /** Claims a slice for the record and notes it there. Allocates nothing but room for a callback. */
    Claim claim(PendingRecord record) {
        long timestampDelta = record.encoded().timestampMs - baseTimestampMs;
        while (true) {
            long word = word();
            int index = count(word);
            long position = position(word);
            if (isSealed(word)) {
                return Claim.SEALED;
            }
            int sizeBytes = RecordBatchWriter.sizeOf(record.encoded(), index, timestampDelta);
            if (index == MAX_RECORDS || position + sizeBytes > limitBytes) {
                return Claim.FULL;
            }
            BatchChunk holder = chunkOf(position);
            if (holder == null) {
                continue;
            }
            BatchChunk target = holder;
            long start = position;
            while (start + sizeBytes > target.end) {
                BatchChunk next = target.next();
                if (next == null) {
                    return target.end + sizeBytes > limitBytes ? Claim.FULL : Claim.NEED_CHUNK;
                }
                if (next == target) {
                    return Claim.SEALED;
                }
                target = next;
                start = next.start;
            }
            if (start + sizeBytes > limitBytes) {
                return Claim.FULL;
            }
            if (record.delivery().isNotified()) {
                outcome.makeRoomForCallback(index);
            }
            if (advance(word, word(index + 1, start + sizeBytes))) {
                if (target != holder) {
                    holder.usedBytes = (int) (position - holder.start);
                    currentChunk = target;
                }
                claimed(record, index, target, start, start + sizeBytes);
                return Claim.CLAIMED;
            }
        }
    }

    /** How large a chunk should be installed for the record: as much again as the batch has, within its limit. */
    int nextChunkBytes() {
        long end = lastChunk().end;
        return (int) Math.min(end, limitBytes - end);
    }

    /** Lets the batch grow by a chunk; false if it is not wanted any more and still the caller's. */
    boolean install(MemoryChunk memory) {
        BatchChunk last = lastChunk();
        return last.install(new BatchChunk(memory, last.end));
    }

    /** Writes the record into its slice. */
    void write(PendingRecord record) {
        BatchChunk chunk = record.chunk;
        if (chunk == null) {
            throw new IllegalStateException("no slice is claimed");
        }
        int end = RecordBatchWriter.write(
                chunk.memory.buffer(), record.chunkIndex, record.encoded(), record.index, record.timestampDelta);
        if (end != record.chunkIndex + record.sliceBytes) {
            throw new IllegalStateException("a record changed while it was appended: claimed=" + record.sliceBytes
                    + " bytes, written=" + (end - record.chunkIndex));
        }
    }

    /** Marks the batch as never to be sent: the slice that the caller is about to commit holds garbage. */
    void breakUp() {
        broken = true;
    }

    /** Ends the caller's work on its slice. */
    void commit(PendingRecord record) {
        raiseMaxTimestamp(record.encoded().timestampMs);
        BatchDelivery delivery = record.delivery();
        boolean late = delivery.isNotified() && !outcome.addCallback(record.index, delivery);
        record.chunk = null;
        if (arriveClaimer()) {
            chain.complete(this, sealReason());
        }
        if (late) {
            outcome.runLate(record.index, delivery);
        }
    }

    /** Tells whether not even an empty record would fit behind the record's slice. */
    boolean isFullAfter(PendingRecord record) {
        return record.endPosition + SMALLEST_RECORD_BYTES > limitBytes;
    }

    /** Tells whether the batch has no room for another record like this one. */
    boolean hasNoRoomLike(PendingRecord record) {
        return record.endPosition + record.sliceBytes > limitBytes;
    }

    private void claimed(PendingRecord record, int index, BatchChunk chunk, long start, long end) {
        record.index = index;
        record.timestampDelta = record.encoded().timestampMs - baseTimestampMs;
        record.chunk = chunk;
        record.chunkIndex = (int) (start - chunk.start);
        record.sliceBytes = (int) (end - start);
        record.endPosition = end;
        record.delivery().bind(outcome, index);
    }

    /** The chunk that holds the byte before {@code position}; null if the position is out of date. */
    private @Nullable BatchChunk chunkOf(long position) {
        BatchChunk chunk = currentChunk;
        if (position <= chunk.start) {
            return null;
        }
        while (chunk != null && position > chunk.end) {
            chunk = chunk.next();
        }
        return chunk;
    }

    private BatchChunk lastChunk() {
        BatchChunk last = currentChunk;
        BatchChunk next;
        while ((next = last.next()) != null && next != last) {
            last = next;
        }
        return last;
    }

    private void raiseMaxTimestamp(long timestampMs) {
        long max = maxTimestampMs;
        while (timestampMs > max && !MAX_TIMESTAMP.compareAndSet(this, max, timestampMs)) {
            max = maxTimestampMs;
        }
    }

    /** Collects what the chunks hold; for the one thread that the complete batch belongs to. */
    Payload collect() {
        Payload collected = new Payload(chain.memory());
        long position = position(word());
        BatchChunk chunk = firstChunk;
        while (true) {
            if (chunk.start < position && position <= chunk.end) {
                chunk.usedBytes = (int) (position - chunk.start);
            }
            collected.add(chunk.memory, chunk.usedBytes);
            BatchChunk next = chunk.next();
            if (next == null || next == chunk) {
                return collected;
            }
            chunk = next;
        }
    }

    /**
     * Hands the complete batch to the sender, or frees its memory if the sender has given it up.
     *
     * @param payload the compressed records, or null if they are as the callers wrote them
     */
    void completed(@Nullable Payload payload) {
        compressed = payload;
        if (markReady()) {
            chain.offerReady();
        } else {
            (payload == null ? collect() : payload).release();
        }
    }
}
