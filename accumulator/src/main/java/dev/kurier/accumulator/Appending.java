package dev.kurier.accumulator;

import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.accumulator.memory.MemoryTicket;
import dev.kurier.accumulator.sizing.BatchingSettings;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.RecordBatchWriter;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record into the last batch of its chain, or into a new one behind it.
 *
 * <p>Holds no state of its own: any number of threads append at once, none waits for another.
 */
final class Appending {
    private final RecordAccumulator accumulator;
    private final BatchingSettings settings;

    Appending(RecordAccumulator accumulator, BatchingSettings settings) {
        this.accumulator = accumulator;
        this.settings = settings;
    }

    AppendResult append(PartitionChain chain, PendingRecord record) {
        record.prepareDelivery(accumulator.isListened());
        record.redeemTicket();
        try {
            AppendResult result = isTooLarge(record) ? AppendResult.TOO_LARGE : null;
            while (result == null) {
                ChainLink last = chain.last();
                if (last instanceof OpenBatch batch && appendTo(batch, record)) {
                    result = AppendResult.APPENDED;
                } else if (last.next() == ChainLink.CLOSED) {
                    result = AppendResult.CLOSED;
                } else if (last.next() == null) {
                    result = open(chain, last, record);
                }
            }
            return result;
        } finally {
            releaseUnused(record);
        }
    }

    /** Appends to an open batch, or seals it because the record does not fit; false if it is sealed in the end. */
    private boolean appendTo(OpenBatch batch, PendingRecord record) {
        while (true) {
            switch (batch.claim(record)) {
                case CLAIMED -> {
                    finish(batch, record, 0);
                    return true;
                }
                case FULL -> {
                    batch.seal(SealReason.FULL, record.appendedNs());
                    return false;
                }
                case NEED_CHUNK -> {
                    if (!grow(batch, record)) {
                        batch.seal(SealReason.MEMORY, record.appendedNs());
                        return false;
                    }
                }
                case SEALED -> {
                    return false;
                }
            }
        }
    }

    private boolean grow(OpenBatch batch, PendingRecord record) {
        int neededBytes = RecordBatchWriter.maxSizeOf(record.encoded());
        MemoryChunk memory = take(batch.chain(), record, batch.nextChunkBytes(), neededBytes);
        if (memory == null) {
            return false;
        }
        record.keep(memory);
        if (batch.install(memory)) {
            record.takeUnused();
        }
        return true;
    }

    /** Opens the next batch with the record in it; null if another thread was faster and the record has to try again. */
    private @Nullable AppendResult open(PartitionChain chain, ChainLink last, PendingRecord record) {
        int neededBytes = BatchHeader.SIZE + RecordBatchWriter.sizeOf(record.encoded(), 0, 0);
        int limitBytes = Math.max(chain.sizing().limitBytes(), neededBytes);
        int wantedBytes = chain.sizing().firstChunkBytes(neededBytes, limitBytes);
        MemoryChunk memory = take(chain, record, wantedBytes, neededBytes);
        if (memory == null) {
            return queue(chain, record, neededBytes);
        }
        record.keep(memory);
        OpenBatch batch = new OpenBatch(chain, memory, limitBytes, record);
        if (!chain.link(last, batch)) {
            return null;
        }
        record.takeUnused();
        accumulator.offerOpened(batch);
        finish(batch, record, BatchHeader.SIZE);
        accumulator.sleepFlag().wakeBy(record.appendedNs() + settings.lingerNs());
        return AppendResult.APPENDED;
    }

    /** Waits in line for memory; null if the record's turn has come at once. */
    private @Nullable AppendResult queue(PartitionChain chain, PendingRecord record, int neededBytes) {
        MemoryTicket ticket = accumulator.memory().queue(chain.share(), neededBytes);
        record.waitFor(ticket);
        if (ticket.isGranted()) {
            record.redeemTicket();
            return null;
        }
        if (ticket.isClosed()) {
            record.cancel();
            return AppendResult.CLOSED;
        }
        // The sender seals what lingers while somebody waits for memory.
        accumulator.sleepFlag().wake();
        return AppendResult.NEED_MEMORY;
    }

    /** Writes and commits a claimed record. Neither user code nor an allocation stands between claim and commit. */
    @SuppressWarnings(
            "CatchThrowable") // a slice has to be committed whatever happens, or its batch would never be complete
    private void finish(OpenBatch batch, PendingRecord record, int headerBytes) {
        Throwable thrown = null;
        try {
            batch.write(record);
        } catch (Throwable e) {
            batch.breakUp();
            thrown = e;
        }
        batch.commit(record);
        if (thrown != null) {
            batch.seal(SealReason.BROKEN, record.appendedNs());
            accumulator.deliveryContext().environment().contained().accept(thrown);
        } else if (batch.isFullAfter(record)) {
            batch.seal(SealReason.FULL, record.appendedNs());
        }
        record.appended(batch.ordinal(), headerBytes, batch.hasNoRoomLike(record));
    }

    /** Takes as much memory as is wanted, or at least what is needed, or null. */
    private @Nullable MemoryChunk take(PartitionChain chain, PendingRecord record, int wantedBytes, int neededBytes) {
        MemoryChunk kept = record.takeUnused();
        if (kept != null && kept.sizeBytes() >= neededBytes) {
            return kept;
        }
        MemoryPool pool = accumulator.memory();
        if (kept != null) {
            pool.release(kept);
        }
        int largestBytes = pool.largestChunkBytes();
        if (neededBytes > largestBytes) {
            return null;
        }
        MemoryChunk chunk = pool.tryTake(chain.share(), Math.min(largestBytes, Math.max(wantedBytes, neededBytes)));
        return chunk != null || wantedBytes <= neededBytes ? chunk : pool.tryTake(chain.share(), neededBytes);
    }

    private void releaseUnused(PendingRecord record) {
        MemoryChunk unused = record.takeUnused();
        if (unused != null) {
            accumulator.memory().release(unused);
        }
    }

    private boolean isTooLarge(PendingRecord record) {
        int limitBytes = accumulator.largestBatchBytes();
        return RecordBatchWriter.maxSizeOf(record.encoded()) > limitBytes - BatchHeader.SIZE
                && record.sizeBytes() > limitBytes;
    }
}
