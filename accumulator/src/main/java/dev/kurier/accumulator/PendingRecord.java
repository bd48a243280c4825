package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.delivery.RecordTimes;
import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.accumulator.memory.MemoryTicket;
import dev.kurier.api.Callback;
import dev.kurier.api.Header;
import dev.kurier.api.Headers;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.HeadersEncoder;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries one record into {@link RecordAccumulator#append} and what became of it out again.
 *
 * <p>Belongs to one calling thread, which uses it for one record after the other: fill {@link #encoded}, call {@link #begin},
 * then append. All input is settled before append, which runs no user code.
 */
public final class PendingRecord {
    private final EncodedRecord encoded = new EncodedRecord();
    private final HeadersEncoder headersEncoder = new HeadersEncoder();
    private @Nullable Callback callback;
    private @Nullable RecordTimes times;
    private LongSupplier clockNs = () -> 0;
    private @Nullable BatchDelivery delivery;
    private @Nullable MemoryTicket ticket;
    private @Nullable MemoryChunk spare;
    private long batchOrdinal;
    private int grownBytes;
    private boolean batchFull;
    private boolean openedBatch;

    /** The claimed slice: set by the claim, used by the write. */
    int index;

    @Nullable
    BatchChunk chunk;

    int chunkIndex;
    long timestampDelta;

    /** How large the slice is, and where it ends in positions of the batch. */
    int sliceBytes;

    long endPosition;

    /** Makes a record to be filled. */
    public PendingRecord() {}

    /** The serialized parts, to be filled before {@link #begin}. */
    public EncodedRecord encoded() {
        return encoded;
    }

    /**
     * Takes the serialized key and value; the arrays must not change until append has returned.
     *
     * @param keyLength bytes from the start of {@code key}, or -1 for no key
     * @param valueLength bytes from the start of {@code value}, or -1 for a tombstone
     */
    public void parts(byte[] key, int keyLength, byte[] value, int valueLength) {
        encoded.key(key, 0, keyLength).value(value, 0, valueLength);
    }

    /** Takes the headers, encoding them. */
    public void headers(Headers headers) {
        if (headers.isEmpty()) {
            encoded.noHeaders();
            return;
        }
        headersEncoder.reset();
        for (Header header : headers) {
            headersEncoder.add(header.name(), header.value());
        }
        headersEncoder.applyTo(encoded);
    }

    /** Takes the record's timestamp, in milliseconds since 1970. */
    public void timestampMs(long timestampMs) {
        encoded.timestampMs(timestampMs);
    }

    /** How large a batch with this record alone would be at most. */
    public int maxBatchBytes() {
        return BatchHeader.SIZE + RecordBatchWriter.maxSizeOf(encoded);
    }

    /** Says how large the parts of the record are, for messages. */
    public String describeSizes() {
        return "key " + encoded.keyLength + ", value " + encoded.valueLength + ", headers " + encoded.headersLength;
    }

    /**
     * Starts with a new record, whose parts are in {@link #encoded}; {@link #appendedAt} comes next.
     *
     * @param callback is called at the end, or null
     */
    public void begin(@Nullable Callback callback) {
        this.callback = callback;
    }

    /**
     * Prepares the next append; to be called before each.
     *
     * @param clockNs the monotonic clock; read only when a batch is opened or sealed, not for every record
     * @param times the times of a timed record, or null
     */
    public void appendedAt(LongSupplier clockNs, @Nullable RecordTimes times) {
        this.clockNs = clockNs;
        this.times = times;
        this.delivery = null;
    }

    /** The delivery of the appended record. */
    public BatchDelivery delivery() {
        BatchDelivery present = delivery;
        if (present == null) {
            throw new IllegalStateException("the record has not been appended");
        }
        return present;
    }

    /** The ticket to wait for after {@link AppendResult#NEED_MEMORY}. */
    public MemoryTicket ticket() {
        MemoryTicket present = ticket;
        if (present == null) {
            throw new IllegalStateException("the record does not wait for memory");
        }
        return present;
    }

    /** The number, in its partition's chain, of the batch that took the record. */
    public long batchOrdinal() {
        return batchOrdinal;
    }

    /** By how many bytes the append has made its partition's batches grow, the header of a new batch included. */
    public int grownBytes() {
        return grownBytes;
    }

    /** Tells whether the append opened a batch: the one before it, if there was one, is sealed. */
    public boolean openedBatch() {
        return openedBatch;
    }

    /** Tells whether the batch that took the record has no room for another like it. */
    public boolean batchFull() {
        return batchFull;
    }

    /** How large a batch of this record alone is, uncompressed and with its header. */
    public long sizeBytes() {
        int mostBytes = RecordBatchWriter.maxSizeOf(encoded);
        return mostBytes == Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : (long) BatchHeader.SIZE + RecordBatchWriter.sizeOf(encoded, 0, 0);
    }

    /** Leaves the queue for memory; to be called if the record is not appended again after NEED_MEMORY. */
    public void cancel() {
        MemoryTicket waiting = ticket;
        ticket = null;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    /** Lets go of the record's data, and of memory that only a large record needs. */
    public void clear() {
        encoded.clear();
        headersEncoder.reset();
        callback = null;
        times = null;
        delivery = null;
    }

    /** What time it is for this append. */
    long appendedNs() {
        return clockNs.getAsLong();
    }

    /** The delivery to bind, made on the first attempt; the callback slot is wanted if it is notified. */
    BatchDelivery prepareDelivery(boolean listened) {
        BatchDelivery present = delivery;
        if (present == null) {
            present = BatchDelivery.of(
                    encoded.timestampMs,
                    encoded.keyLength,
                    encoded.valueLength,
                    times,
                    callback,
                    listened || callback != null);
            delivery = present;
        }
        return present;
    }

    void waitFor(MemoryTicket waiting) {
        ticket = waiting;
    }

    /** Takes what the ticket of an earlier attempt was granted, if there is one. */
    void redeemTicket() {
        MemoryTicket waiting = ticket;
        if (waiting != null) {
            ticket = null;
            spare = waiting.takeChunk();
            if (spare == null) {
                waiting.cancel();
            }
        }
    }

    /** Keeps memory for the next attempt to use it. */
    void keep(MemoryChunk memory) {
        spare = memory;
    }

    /** Takes whatever memory was kept and not used. */
    @Nullable
    MemoryChunk takeUnused() {
        MemoryChunk kept = spare;
        spare = null;
        return kept;
    }

    void appended(long batchOrdinal, int headerBytes, boolean batchFull) {
        this.batchOrdinal = batchOrdinal;
        this.openedBatch = headerBytes > 0;
        this.grownBytes = headerBytes + sliceBytes;
        this.batchFull = batchFull;
    }
}
