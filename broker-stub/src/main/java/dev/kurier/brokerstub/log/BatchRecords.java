package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CodecUnavailableException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import dev.kurier.protocol.record.ReadLimits;
import dev.kurier.protocol.record.RecordBatch;
import dev.kurier.protocol.record.RecordBatchReader;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the records inside a batch. */
public final class BatchRecords {
    private static final RecordBatchReader READER = new RecordBatchReader();

    private BatchRecords() {}

    /**
     * Returns the records of a stored batch.
     *
     * @throws CodecUnavailableException if the batch is compressed and the codec's library is not there
     */
    public static List<DecodedRecord> decode(ByteBuffer batch) {
        return READER.readAll(batch);
    }

    /**
     * Checks that the records are as many as the header says, whole, and numbered from 0 without a gap, and that each
     * keeps the rules of its topic.
     *
     * <p>Compressed records whose codec's library is not there are believed.
     */
    static void check(BatchHeader header, ByteBuffer batch, RecordRules rules) throws BatchRefusal {
        ByteBuffer payload = new RecordBatch(header, batch.slice()).payload();
        try {
            RecordWalk.check(decompressed(header.compression(), payload), header.recordsCount(), rules);
        } catch (ProtocolException e) {
            throw BatchRules.invalid(String.valueOf(e.getMessage()));
        } catch (CodecUnavailableException e) {
            return;
        }
    }

    private static ByteBuffer decompressed(CompressionType codec, ByteBuffer payload) {
        return codec == CompressionType.NONE
                ? payload
                : Codec.of(codec).decompress(payload, ReadLimits.DEFAULT.maxDecompressedBytes());
    }
}
