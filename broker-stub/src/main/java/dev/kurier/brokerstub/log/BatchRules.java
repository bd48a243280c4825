package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Knows what a broker demands of a produced batch, apart from its sequence: exactly one batch, in format 2, whole, not
 * too large, with a right checksum and honest counts.
 */
final class BatchRules {
    private BatchRules() {}

    /** Checks the batch as a whole, in the order in which a broker does before it looks at its log. */
    static BatchHeader check(ByteBuffer records, LogSettings settings, AppendTerms terms) throws BatchRefusal {
        BatchHeader header = oneBatch(records);
        if (!terms.zstdAllowed()) {
            refuseZstd(header);
        }
        if (records.remaining() > settings.maxMessageBytes()) {
            throw new BatchRefusal(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    "batch of " + records.remaining() + " bytes is over max.message.bytes="
                            + settings.maxMessageBytes());
        }
        if (settings.checkCrc()) {
            int computed = BatchHeaderWriter.crcOf(records, records.position());
            if (computed != header.crc()) {
                throw new BatchRefusal(
                        ErrorCode.CORRUPT_MESSAGE,
                        String.format(Locale.ROOT, "crc=%08x, but the bytes have %08x", header.crc(), computed));
            }
        }
        return header;
    }

    /** Checks what a broker looks at when it is about to append. */
    static void checkContent(BatchHeader header) throws BatchRefusal {
        codec(header);
        checkCounts(header);
    }

    private static BatchHeader oneBatch(ByteBuffer records) throws BatchRefusal {
        if (records.remaining() < BatchHeader.SIZE) {
            throw invalid("records of " + records.remaining() + " bytes hold no batch");
        }
        BatchHeader header = BatchHeader.read(records);
        if (header.magic() != BatchHeader.MAGIC) {
            throw header.magic() > BatchHeader.MAGIC
                    ? new BatchRefusal(ErrorCode.CORRUPT_MESSAGE, "Invalid magic found in record: " + header.magic())
                    : invalid("magic=" + header.magic() + " is not 2");
        }
        if (header.sizeBytes() != records.remaining()) {
            throw invalid("batchLength=" + header.batchLength() + " does not fill the records of " + records.remaining()
                    + " bytes: exactly one batch is allowed");
        }
        return header;
    }

    private static void refuseZstd(BatchHeader header) throws BatchRefusal {
        if (codec(header) == CompressionType.ZSTD) {
            throw new BatchRefusal(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, "zstd needs Produce version 7 or newer");
        }
    }

    /** A real broker trips over an unknown codec, and says that it doesn't know what happened. */
    private static CompressionType codec(BatchHeader header) throws BatchRefusal {
        try {
            return header.compression();
        } catch (ProtocolException e) {
            throw new BatchRefusal(ErrorCode.UNKNOWN_SERVER_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static void checkCounts(BatchHeader header) throws BatchRefusal {
        if (header.isControl()) {
            throw invalid("control batches are written by brokers only");
        }
        if (header.isTransactional()) {
            throw new BatchRefusal(ErrorCode.INVALID_TXN_STATE, "the partition is in no transaction of this producer");
        }
        if (header.baseOffset() != 0) {
            throw invalid("baseOffset=" + header.baseOffset() + " is not 0, although brokers number records");
        }
        if (header.recordsCount() <= 0 || header.lastOffsetDelta() != header.recordsCount() - 1) {
            throw invalid("recordsCount=" + header.recordsCount() + " does not fit lastOffsetDelta="
                    + header.lastOffsetDelta());
        }
        if (header.hasProducerId() && header.baseSequence() < 0) {
            throw invalid("baseSequence=" + header.baseSequence() + " with producerId=" + header.producerId());
        }
    }

    static BatchRefusal invalid(String message) {
        return new BatchRefusal(ErrorCode.INVALID_RECORD, message);
    }
}
