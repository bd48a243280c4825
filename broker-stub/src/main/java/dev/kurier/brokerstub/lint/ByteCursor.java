package dev.kurier.brokerstub.lint;

import java.nio.ByteBuffer;

/** Walks over bytes, front to back, and knows where it is; bytes that end early are {@link Malformed}. */
final class ByteCursor {
    private static final int MAX_INT_BYTES = 5;
    private static final int MAX_LONG_BYTES = 10;
    private static final int LAST_BITS_OF_INT = 0x0f;
    private static final int LAST_BIT_OF_LONG = 0x01;

    private final ByteBuffer bytes;
    private final Evidence evidence;
    private final LintRule cutOff;
    private int at;
    private int end;

    /**
     * Begins at a byte.
     *
     * @param cutOff the rule that is broken if the bytes end early or a varint has too many bits
     */
    ByteCursor(ByteBuffer bytes, int at, int end, Evidence evidence, LintRule cutOff) {
        this.bytes = bytes;
        this.evidence = evidence;
        this.cutOff = cutOff;
        this.at = at;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    /** Moves the end: no byte from there on belongs to what is read now. */
    void end(int end) {
        this.end = end;
    }

    byte int8(String field) throws Malformed {
        need(1, field);
        return bytes.get(at++);
    }

    short int16(String field) throws Malformed {
        need(Short.BYTES, field);
        at += Short.BYTES;
        return bytes.getShort(at - Short.BYTES);
    }

    int int32(String field) throws Malformed {
        need(Integer.BYTES, field);
        at += Integer.BYTES;
        return bytes.getInt(at - Integer.BYTES);
    }

    long int64(String field) throws Malformed {
        need(Long.BYTES, field);
        at += Long.BYTES;
        return bytes.getLong(at - Long.BYTES);
    }

    /** Reads an unsigned varint; one over 2^31 - 1 comes out negative. */
    int uvarint(String field) throws Malformed {
        return (int) varbits(field, MAX_INT_BYTES, LAST_BITS_OF_INT);
    }

    /** Reads a zig-zag varint. */
    int varint(String field) throws Malformed {
        int bits = uvarint(field);
        return (bits >>> 1) ^ -(bits & 1);
    }

    /** Reads a zig-zag varint of 64 bits. */
    long varlong(String field) throws Malformed {
        long bits = varbits(field, MAX_LONG_BYTES, LAST_BIT_OF_LONG);
        return (bits >>> 1) ^ -(bits & 1);
    }

    void skip(int count, String field) throws Malformed {
        need(count, field);
        at += count;
    }

    byte[] take(int count, String field) throws Malformed {
        need(count, field);
        byte[] taken = new byte[count];
        bytes.get(at, taken);
        at += count;
        return taken;
    }

    private long varbits(String field, int maxBytes, int lastBits) throws Malformed {
        int start = at;
        long bits = 0;
        for (int i = 0; i < maxBytes; i++) {
            byte next = int8(field);
            bits |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                if (i == maxBytes - 1 && next > lastBits) {
                    break;
                }
                if (next == 0 && i > 0) {
                    evidence.found(
                            LintRule.VARINT_NOT_MINIMAL,
                            field,
                            start,
                            "a varint without a last byte of 0",
                            (i + 1) + " bytes");
                }
                return bits;
            }
        }
        throw new Malformed(cutOff, start, field, "a varint of at most " + maxBytes + " bytes", "more bits");
    }

    private void need(int count, String field) throws Malformed {
        if (count < 0 || count > end - at) {
            throw new Malformed(cutOff, at, field, Integer.toUnsignedString(count) + " bytes", (end - at) + " bytes");
        }
    }
}
