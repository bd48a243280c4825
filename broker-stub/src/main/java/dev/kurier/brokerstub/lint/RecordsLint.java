package dev.kurier.brokerstub.lint;

import java.nio.ByteBuffer;

/** Reads the records of a batch, decompressed, one by one. */
final class RecordsLint {
    private static final int NULL = -1;

    private final ByteBuffer bytes;
    private final int end;
    private final Evidence evidence;
    private final ByteCursor in;
    private final long baseTimestampMs;
    private long largestTimestampMs = Long.MIN_VALUE;

    /** Reads from a byte to the end of the records. */
    RecordsLint(ByteBuffer bytes, int at, int end, Evidence evidence, long baseTimestampMs) {
        this.bytes = bytes;
        this.end = end;
        this.evidence = evidence;
        this.in = new ByteCursor(bytes, at, end, evidence, LintRule.RECORD_MALFORMED);
        this.baseTimestampMs = baseTimestampMs;
    }

    /**
     * Tells what was read.
     *
     * @param count how many records are whole
     * @param largestTimestampMs of those
     * @param complete whether they fill the bytes
     */
    record Summary(int count, long largestTimestampMs, boolean complete) {}

    /**
     * Reads all there are, whatever their number should be.
     *
     * @param counted how many there should be: what follows them and can't be read is no record
     */
    Summary read(int counted) {
        int count = 0;
        while (in.at() < end) {
            int start = in.at();
            evidence.place().record(count);
            if (counted > 0 && count >= counted && !isRecord(start)) {
                evidence.place().batch();
                evidence.found(
                        LintRule.BYTES_BEHIND_RECORDS, "records", start, "no more bytes", (end - start) + " bytes");
                return new Summary(count, largestTimestampMs, false);
            }
            try {
                record(count);
            } catch (Malformed malformed) {
                malformed.reportTo(evidence);
                evidence.place().batch();
                return new Summary(count, largestTimestampMs, false);
            }
            count++;
        }
        evidence.place().batch();
        return new Summary(count, largestTimestampMs, true);
    }

    /** Tries whether a record begins there, without telling. */
    private boolean isRecord(int start) {
        RecordsLint trial =
                new RecordsLint(bytes, start, end, new Evidence(bytes, Finding.Origin.NONE, new LintReport.Draft()), 0);
        try {
            trial.record(NULL);
            return true;
        } catch (Malformed malformed) {
            return false;
        }
    }

    private void record(int number) throws Malformed {
        in.end(end);
        int lengthAt = in.at();
        int length = in.varint("length");
        if (length < 0 || length > in.left()) {
            throw new Malformed(
                    LintRule.RECORD_LENGTH_WRONG, lengthAt, "length", "0 to " + in.left(), String.valueOf(length));
        }
        int recordEnd = in.at() + length;
        in.end(recordEnd);
        int attributesAt = in.at();
        int attributes = in.int8("attributes");
        if (attributes != 0) {
            evidence.found(LintRule.RECORD_ATTRIBUTES_SET, "attributes", attributesAt, 0, attributes);
        }
        timestamp();
        int deltaAt = in.at();
        int offsetDelta = in.varint("offsetDelta");
        if (offsetDelta != number) {
            evidence.found(LintRule.OFFSET_DELTA_WRONG, "offsetDelta", deltaAt, number, offsetDelta);
        }
        skipNullable("key", LintRule.KEY_LENGTH_ILLEGAL);
        skipNullable("value", LintRule.VALUE_LENGTH_ILLEGAL);
        headers();
        if (in.left() != 0) {
            throw new Malformed(
                    LintRule.RECORD_LENGTH_WRONG,
                    lengthAt,
                    "length",
                    String.valueOf(length - in.left()),
                    length + ", which leaves " + in.left() + " bytes behind the headers");
        }
    }

    private void timestamp() throws Malformed {
        int deltaAt = in.at();
        long timestampMs = baseTimestampMs + in.varlong("timestampDelta");
        largestTimestampMs = Math.max(largestTimestampMs, timestampMs);
        if (timestampMs < 0 && baseTimestampMs >= 0) {
            evidence.found(
                    LintRule.TIMESTAMP_NEGATIVE,
                    "timestampDelta",
                    deltaAt,
                    "-baseTimestamp or more, baseTimestamp=" + baseTimestampMs,
                    timestampMs - baseTimestampMs);
        }
    }

    private void headers() throws Malformed {
        int countAt = in.at();
        int count = in.varint("headersCount");
        if (count < 0 || count > in.left() / 2) { // a key's and a value's length take a byte each
            throw new Malformed(
                    LintRule.HEADERS_COUNT_ILLEGAL,
                    countAt,
                    "headersCount",
                    "0 to " + in.left() / 2 + ", as " + in.left() + " bytes are left",
                    String.valueOf(count));
        }
        for (int i = 0; i < count; i++) {
            int keyAt = in.at();
            int length = in.varint("header key length");
            if (length < 0 || length > in.left()) {
                throw illegal(LintRule.HEADER_KEY_ILLEGAL, keyAt, "header " + i + " key length", 0, length);
            }
            in.skip(length, "header key");
            skipNullable("header " + i + " value", LintRule.HEADER_VALUE_LENGTH_ILLEGAL);
        }
    }

    private void skipNullable(String field, LintRule rule) throws Malformed {
        int at = in.at();
        int length = in.varint(field + " length");
        if (length > in.left()) {
            throw illegal(rule, at, field + " length", NULL, length);
        }
        if (length < NULL) {
            evidence.found(LintRule.NULL_LENGTH_ODD, field + " length", at, NULL, length);
        }
        in.skip(Math.max(0, length), field);
    }

    private Malformed illegal(LintRule rule, int at, String field, int least, int found) {
        return new Malformed(rule, at, field, least + " to " + in.left(), String.valueOf(found));
    }
}
