package dev.kurier.brokerstub.lint;

import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CodecUnavailableException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.ReadLimits;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads one batch of a partition: its header, its checksum, its records. */
final class BatchLint {
    private static final int BATCH_LENGTH_AT = 8;
    private static final int LEADER_EPOCH_AT = 12;
    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int LAST_OFFSET_DELTA_AT = 23;
    private static final int BASE_TIMESTAMP_AT = 27;
    private static final int MAX_TIMESTAMP_AT = 35;
    private static final int RECORDS_COUNT_AT = 57;
    private static final int UNKNOWN_BITS = 0xff80;
    private static final short FIRST_VERSION_WITH_ZSTD = 7;
    private static final int SMALLEST_BATCH_LENGTH = BatchHeader.SIZE - BatchHeader.LOG_OVERHEAD;

    private final ByteBuffer frame;
    private final Evidence evidence;
    private final Terms terms;
    private final BatchHeader header;
    private final int start;
    private final int end;

    private BatchLint(ByteBuffer frame, Evidence evidence, Terms terms, BatchHeader header, Span span) {
        this.frame = frame;
        this.evidence = evidence;
        this.terms = terms;
        this.header = header;
        this.start = span.start;
        this.end = span.end;
    }

    /**
     * Says what the request is in which the batch came.
     *
     * @param decompressed bounds what all of its batches hold
     */
    record Terms(short version, boolean isInTransaction, DecompressedBytes decompressed) {}

    private record Span(int start, int end) {}

    /** Reads all that a partition's records hold: it should be one batch. */
    static void check(ByteBuffer frame, int start, int end, Terms terms, Evidence evidence) {
        int at = start;
        while (at < end) {
            if (end - at < BatchHeader.SIZE) {
                LintRule rule = at == start ? LintRule.BATCH_CUT_OFF : LintRule.BYTES_BEHIND_BATCH;
                String wanted = at == start ? BatchHeader.SIZE + " bytes of header" : "no more bytes";
                evidence.found(rule, "records", at, wanted, (end - at) + " bytes");
                return;
            }
            BatchHeader header = BatchHeader.read(frame, at);
            if (at > start) {
                if (header.magic() != BatchHeader.MAGIC) {
                    evidence.found(LintRule.BYTES_BEHIND_BATCH, "records", at, "no more bytes", (end - at) + " bytes");
                    return;
                }
                evidence.found(LintRule.BATCHES_SEVERAL, "records", at, "one batch", "another batch");
            }
            int batchEnd = endOf(header, at, end, evidence);
            new BatchLint(frame, evidence, terms, header, new Span(at, batchEnd)).check();
            at = batchEnd;
        }
    }

    /** Finds where a batch ends; at the end of the records if it does not say so itself. */
    private static int endOf(BatchHeader header, int start, int end, Evidence evidence) {
        int room = end - start - BatchHeader.LOG_OVERHEAD;
        if (header.batchLength() >= SMALLEST_BATCH_LENGTH && header.batchLength() <= room) {
            return start + BatchHeader.LOG_OVERHEAD + header.batchLength();
        }
        if (header.magic() == BatchHeader.MAGIC) {
            evidence.found(
                    LintRule.BATCH_LENGTH_WRONG, "batchLength", start + BATCH_LENGTH_AT, room, header.batchLength());
        }
        return end;
    }

    private void check() {
        if (header.magic() != BatchHeader.MAGIC) {
            evidence.found(LintRule.MAGIC_UNSUPPORTED, "magic", start + MAGIC_AT, BatchHeader.MAGIC, header.magic());
            return;
        }
        if (header.baseOffset() != 0) {
            evidence.found(LintRule.BASE_OFFSET_NOT_ZERO, "baseOffset", start, 0, header.baseOffset());
        }
        if (header.partitionLeaderEpoch() != 0 && header.partitionLeaderEpoch() != -1) {
            evidence.found(
                    LintRule.LEADER_EPOCH_SET,
                    "partitionLeaderEpoch",
                    start + LEADER_EPOCH_AT,
                    -1,
                    header.partitionLeaderEpoch());
        }
        checkCrc();
        checkAttributes();
        new ProducerFieldsLint(header, start, evidence).check();
        if (header.baseTimestamp() < 0) {
            evidence.found(
                    LintRule.TIMESTAMP_NEGATIVE,
                    "baseTimestamp",
                    start + BASE_TIMESTAMP_AT,
                    "0 or more",
                    header.baseTimestamp());
        }
        checkRecords();
    }

    private void checkCrc() {
        CRC32C crc = new CRC32C();
        crc.update(frame.slice(start + ATTRIBUTES_AT, end - start - ATTRIBUTES_AT));
        if ((int) crc.getValue() != header.crc()) {
            evidence.found(
                    LintRule.CRC_WRONG,
                    "crc",
                    start + CRC_AT,
                    String.format(Locale.ROOT, "%08x", (int) crc.getValue()),
                    String.format(Locale.ROOT, "%08x", header.crc()));
        }
    }

    private void checkAttributes() {
        int high = start + ATTRIBUTES_AT;
        int low = high + 1;
        String bits = "bits of attributes=" + Integer.toHexString(header.attributes() & 0xffff);
        if ((header.attributes() & UNKNOWN_BITS) != 0) {
            boolean inHigh = (header.attributes() & 0xff00) != 0;
            evidence.found(LintRule.ATTRIBUTES_UNKNOWN, "attributes", inHigh ? high : low, "bits 7 to 15 at 0", bits);
        }
        if (header.hasDeleteHorizon()) {
            evidence.found(LintRule.DELETE_HORIZON_SET, "attributes", low, "bit 6 at 0", bits);
        }
        if (header.isControl()) {
            evidence.found(LintRule.CONTROL_BATCH, "attributes", low, "bit 5 at 0", bits);
        }
        if (header.isLogAppendTime()) {
            evidence.found(LintRule.LOG_APPEND_TIME_SET, "attributes", low, "bit 3 at 0", bits);
        }
        if (header.isTransactional() && !terms.isInTransaction) {
            evidence.found(LintRule.TRANSACTION_UNNAMED, "attributes", low, "bit 4 at 0, or a transactional id", bits);
        }
        CompressionType codec = codec();
        if (codec == null) {
            evidence.found(LintRule.CODEC_UNKNOWN, "attributes", low, "codec 0 to 4", header.attributes() & 7);
        } else if (codec == CompressionType.ZSTD && terms.version < FIRST_VERSION_WITH_ZSTD) {
            evidence.found(
                    LintRule.CODEC_TOO_NEW,
                    "attributes",
                    low,
                    "no zstd before version " + FIRST_VERSION_WITH_ZSTD,
                    "zstd in version " + terms.version);
        }
    }

    private @Nullable CompressionType codec() {
        return CompressionType.forId(header.attributes() & 7);
    }

    private void checkRecords() {
        CompressionType codec = codec();
        if (header.recordsCount() <= 0) {
            evidence.found(
                    LintRule.BATCH_EMPTY, "recordsCount", start + RECORDS_COUNT_AT, "1 or more", header.recordsCount());
        }
        int payloadAt = start + BatchHeader.SIZE;
        if (codec == CompressionType.NONE) {
            judge(new RecordsLint(frame, payloadAt, end, evidence, header.baseTimestamp()));
        } else if (codec != null) {
            checkCompressed(codec, payloadAt);
        }
    }

    private void checkCompressed(CompressionType codec, int payloadAt) {
        ByteBuffer records;
        int mostBytes = terms.decompressed.most();
        try {
            records = Codec.of(codec).decompress(frame.slice(payloadAt, end - payloadAt), mostBytes);
            terms.decompressed.use(records.remaining());
        } catch (ProtocolException e) {
            terms.decompressed.use(mostBytes); // nobody knows how much of it there was
            evidence.found(
                    LintRule.PAYLOAD_UNREADABLE,
                    "records",
                    payloadAt,
                    "records compressed with " + codec.codecName(),
                    e.getMessage());
            return;
        } catch (CodecUnavailableException e) {
            return; // nobody here can read them: no reason to find fault with them
        }
        ByteBuffer whole = records.slice();
        judge(new RecordsLint(whole, 0, whole.limit(), evidence.inside(whole, payloadAt), header.baseTimestamp()));
    }

    private void judge(RecordsLint records) {
        RecordsLint.Summary read = records.read(header.recordsCount());
        int count = read.complete() ? read.count() : Math.max(read.count(), header.recordsCount());
        if (read.complete() && header.recordsCount() > 0 && count != header.recordsCount()) {
            evidence.found(
                    LintRule.RECORDS_COUNT_WRONG,
                    "recordsCount",
                    start + RECORDS_COUNT_AT,
                    count,
                    header.recordsCount());
        }
        if (header.lastOffsetDelta() != count - 1 && count > 0) {
            evidence.found(
                    LintRule.LAST_OFFSET_DELTA_WRONG,
                    "lastOffsetDelta",
                    start + LAST_OFFSET_DELTA_AT,
                    count - 1,
                    header.lastOffsetDelta());
        }
        boolean judged = read.complete() && count > 0 && !header.isLogAppendTime();
        if (judged && read.largestTimestampMs() != header.maxTimestamp()) {
            evidence.found(
                    LintRule.MAX_TIMESTAMP_WRONG,
                    "maxTimestamp",
                    start + MAX_TIMESTAMP_AT,
                    read.largestTimestampMs(),
                    header.maxTimestamp());
        }
    }

    /** Bounds what is decompressed for one request: each batch, and all of them together. Not thread-safe. */
    static final class DecompressedBytes {
        /** As much as eight batches may hold, 512 MiB; far beyond what a broker takes in a request by default. */
        static final int MOST_PER_REQUEST = 8 * ReadLimits.DEFAULT.maxDecompressedBytes();

        private int left = MOST_PER_REQUEST;

        /** Returns how many bytes the next batch may have. */
        int most() {
            return Math.min(left, ReadLimits.DEFAULT.maxDecompressedBytes());
        }

        /** Counts what a batch had, or could have had. */
        void use(int bytes) {
            left -= Math.min(left, bytes);
        }
    }
}
