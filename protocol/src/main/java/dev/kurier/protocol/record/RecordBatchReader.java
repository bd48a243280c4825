package dev.kurier.protocol.record;

import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the batches in a run of bytes, and decodes their records.
 *
 * <p>Finding batches looks at headers only. Decoding records checks the CRC first, and stays within {@link ReadLimits}. Buffers
 * have to be big-endian, as they are by default, and their positions do not move. Immutable: any number of threads may use one
 * instance at once.
 */
public final class RecordBatchReader {
    /** Length, attributes, timestamp delta, offset delta, key, value and headers, a byte each. */
    private static final int SMALLEST_RECORD_BYTES = 7;

    private final ReadLimits limits;

    /** Makes a reader with {@link ReadLimits#DEFAULT}. */
    public RecordBatchReader() {
        this(ReadLimits.DEFAULT);
    }

    /** Makes a reader that reads no batch beyond {@code limits}. */
    public RecordBatchReader(ReadLimits limits) {
        this.limits = limits;
    }

    /**
     * Lists the batches from position to limit, headers only; none if there are no bytes.
     *
     * @throws ProtocolException if a batch is cut off, is not of format 2, or has an impossible length or count
     */
    public static List<RecordBatch> batches(ByteBuffer source) {
        return find(source, false);
    }

    /**
     * Lists the batches from position to limit as {@link #batches} does, but leaves out a last one that is cut off, as the last
     * one of a Fetch answer may be.
     */
    public static List<RecordBatch> completeBatches(ByteBuffer source) {
        return find(source, true);
    }

    /**
     * Decodes all records of all batches from position to limit, in order.
     *
     * @throws ProtocolException if anything is malformed or beyond the limits
     * @throws dev.kurier.protocol.compress.CodecUnavailableException if a codec's library is not there
     */
    public List<DecodedRecord> readAll(ByteBuffer source) {
        List<DecodedRecord> records = new ArrayList<>();
        for (RecordBatch batch : batches(source)) {
            forEachRecord(batch, records::add);
        }
        return records;
    }

    /** Decodes the records of {@code batch}, as {@link #forEachRecord} does. */
    public List<DecodedRecord> records(RecordBatch batch) {
        List<DecodedRecord> records = new ArrayList<>();
        forEachRecord(batch, records::add);
        return records;
    }

    /**
     * Checks the CRC of {@code batch}, then decodes its records one by one.
     *
     * @throws ProtocolException if anything is malformed or beyond the limits; records before that place have been visited
     * @throws dev.kurier.protocol.compress.CodecUnavailableException if the codec's library is not there
     */
    public void forEachRecord(RecordBatch batch, Consumer<? super DecodedRecord> visit) {
        BatchHeader header = batch.header();
        if (!batch.isCrcValid()) {
            throw new ProtocolException("Record batch with baseOffset=" + header.baseOffset() + " has the wrong crc="
                    + hex(header.crc()) + " (byte 17); its bytes have " + hex(BatchHeaderWriter.crcOf(batch.bytes(), 0))
                    + ".");
        }
        ByteBuffer payload = decompress(batch);
        int count = header.recordsCount();
        if (count > limits.maxRecordsPerBatch()) {
            throw badCount(count, "at most " + limits.maxRecordsPerBatch() + " are read");
        }
        if ((long) count * SMALLEST_RECORD_BYTES > payload.remaining()) {
            throw badCount(count, "its records take only " + payload.remaining() + " bytes");
        }
        RecordDecoder decoder = new RecordDecoder(header, payload, limits);
        for (int i = 0; i < count; i++) {
            visit.accept(decoder.next());
        }
        decoder.end();
    }

    private ByteBuffer decompress(RecordBatch batch) {
        CompressionType type = batch.header().compression();
        ByteBuffer payload = batch.payload();
        if (type == CompressionType.NONE || !payload.hasRemaining()) {
            return payload;
        }
        return Codec.of(type).decompress(payload, limits.maxDecompressedBytes());
    }

    private static List<RecordBatch> find(ByteBuffer source, boolean skipTail) {
        List<RecordBatch> found = new ArrayList<>(1);
        int at = source.position();
        while (at < source.limit()) {
            if (skipTail && source.limit() - at < BatchHeader.SIZE) {
                break;
            }
            BatchHeader header = BatchHeader.read(source, at);
            check(header, at - source.position());
            if (header.sizeBytes() > source.limit() - at) {
                if (skipTail) {
                    break;
                }
                throw new ProtocolException(
                        "Record batch at byte " + (at - source.position()) + " is cut off: batchLength="
                                + header.batchLength() + " (byte 8), remaining="
                                + (source.limit() - at - BatchHeader.LOG_OVERHEAD) + ".");
            }
            int size = (int) header.sizeBytes();
            found.add(new RecordBatch(header, source.slice(at, size)));
            at += size;
        }
        return found;
    }

    private static void check(BatchHeader header, int at) {
        if (header.magic() != BatchHeader.MAGIC) {
            throw new ProtocolException("Record batch at byte " + at + " has magic=" + header.magic()
                    + " (byte 16); only " + BatchHeader.MAGIC + " is read.");
        }
        if (header.sizeBytes() < BatchHeader.SIZE) {
            throw new ProtocolException("Record batch at byte " + at + " has batchLength=" + header.batchLength()
                    + " (byte 8); at least " + (BatchHeader.SIZE - BatchHeader.LOG_OVERHEAD) + " is possible.");
        }
        if (header.recordsCount() < 0) {
            throw badCount(header.recordsCount(), "a count is not negative");
        }
    }

    private static ProtocolException badCount(int count, String why) {
        return new ProtocolException("Record batch has recordsCount=" + count + " (byte 57), but " + why + ".");
    }

    private static String hex(int crc) {
        return "0x" + Integer.toHexString(crc);
    }
}
