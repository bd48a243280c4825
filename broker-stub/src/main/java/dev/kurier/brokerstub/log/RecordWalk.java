package dev.kurier.brokerstub.log;

import dev.kurier.protocol.ErrorCode;
import java.nio.ByteBuffer;

/**
 * Walks over the records of a batch without copying or keeping anything, and stops at the first that is not whole.
 *
 * <p>A record is: length, attributes, timestamp delta, offset delta, key, value, headers; all numbers but the attributes
 * are zig-zag varints.
 */
final class RecordWalk {
    private static final int NULL = -1;
    private static final int MAX_INT_SHIFT = 28;
    private static final int MAX_LONG_SHIFT = 63;
    private static final int LAST_BITS_OF_INT = 0x0f;
    private static final int LAST_BIT_OF_LONG = 0x01;

    private final ByteBuffer bytes;
    private final RecordRules rules;
    private int at;
    private int end;

    private RecordWalk(ByteBuffer bytes, RecordRules rules) {
        this.bytes = bytes;
        this.rules = rules;
        this.at = bytes.position();
        this.end = bytes.limit();
    }

    /**
     * Checks that these are so many records, whole, numbered from 0 without a gap, and nothing else; then that they keep
     * the rules.
     */
    static void check(ByteBuffer records, int count, RecordRules rules) throws BatchRefusal {
        RecordWalk walk = new RecordWalk(records, rules);
        for (int i = 0; i < count; i++) {
            walk.record(i);
        }
        if (walk.at != records.limit()) {
            throw BatchRules.invalid((records.limit() - walk.at) + " bytes follow the last of recordsCount=" + count);
        }
        rules.refuseCulprits();
    }

    private void record(int number) throws BatchRefusal {
        end = bytes.limit();
        int length = varint();
        if (length < 0 || length > end - at) {
            throw new BatchRefusal(
                    length < 0 ? ErrorCode.INVALID_RECORD : rules.tooLong(),
                    "record " + number + " has length=" + length + ", but " + (end - at) + " bytes are left");
        }
        end = at + length;
        skip(1);
        long timestampDelta = varlong();
        int offsetDelta = varint();
        if (offsetDelta != number) {
            throw BatchRules.invalid("record " + number + " has offsetDelta=" + offsetDelta);
        }
        boolean hasKey = skipNullable();
        rules.look(number, hasKey, timestampDelta);
        skipNullable();
        int headers = varint();
        for (int i = 0; i < headers; i++) {
            skip(varint());
            skipNullable();
        }
        if (headers < 0 || at != end) {
            throw BatchRules.invalid("record " + number + " has headersCount=" + headers + " and " + (end - at)
                    + " bytes behind its headers");
        }
    }

    private boolean skipNullable() throws BatchRefusal {
        int length = varint();
        if (length == NULL) {
            return false;
        }
        skip(length);
        return true;
    }

    private void skip(int count) throws BatchRefusal {
        if (count < 0 || count > end - at) {
            throw BatchRules.invalid("a field of length=" + count + " at byte " + at + " does not fit its record");
        }
        at += count;
    }

    private int varint() throws BatchRefusal {
        int raw = 0;
        for (int shift = 0; shift <= MAX_INT_SHIFT; shift += 7) {
            byte next = next();
            raw |= (next & 0x7f) << shift;
            if (next >= 0 && !(shift == MAX_INT_SHIFT && next > LAST_BITS_OF_INT)) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw BatchRules.invalid("a varint before byte " + at + " has more than 32 bits");
    }

    private long varlong() throws BatchRefusal {
        long raw = 0;
        for (int shift = 0; shift <= MAX_LONG_SHIFT; shift += 7) {
            byte next = next();
            raw |= (long) (next & 0x7f) << shift;
            if (next >= 0 && !(shift == MAX_LONG_SHIFT && next > LAST_BIT_OF_LONG)) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw BatchRules.invalid("a varlong before byte " + at + " has more than 64 bits");
    }

    private byte next() throws BatchRefusal {
        if (at >= end) {
            throw BatchRules.invalid("a record ends in the middle of a number, at byte " + at);
        }
        return bytes.get(at++);
    }
}
