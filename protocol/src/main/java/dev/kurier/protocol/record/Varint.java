package dev.kurier.protocol.record;

import java.nio.ByteBuffer;

/**
 * Writes the zig-zag varints of records at absolute positions.
 *
 * <p>One and two bytes are what nearly every field takes, so these two are tested first and stay small enough to be inlined.
 */
final class Varint {
    static final int MAX_INT_BYTES = 5;
    static final int MAX_LONG_BYTES = 10;

    private Varint() {}

    static int sizeOf(int value) {
        int bits = zigZag(value);
        if ((bits & ~0x7f) == 0) {
            return 1;
        }
        return (bits & ~0x3fff) == 0 ? 2 : longForm(Integer.numberOfLeadingZeros(bits) + Integer.SIZE);
    }

    static int sizeOf(long value) {
        long bits = zigZag(value);
        if ((bits & ~0x7fL) == 0) {
            return 1;
        }
        return (bits & ~0x3fffL) == 0 ? 2 : longForm(Long.numberOfLeadingZeros(bits));
    }

    /** Writes {@code value} at {@code index} and returns the index behind it. */
    static int put(ByteBuffer target, int index, int value) {
        return putBits(target, index, Integer.toUnsignedLong(zigZag(value)));
    }

    /** Writes {@code value} at {@code index} and returns the index behind it. */
    static int put(ByteBuffer target, int index, long value) {
        return putBits(target, index, zigZag(value));
    }

    private static int putBits(ByteBuffer target, int index, long bits) {
        if ((bits & ~0x7fL) == 0) {
            target.put(index, (byte) bits);
            return index + 1;
        }
        if ((bits & ~0x3fffL) == 0) {
            target.put(index, (byte) (bits | 0x80));
            target.put(index + 1, (byte) (bits >>> 7));
            return index + 2;
        }
        return putManyBytes(target, index, bits);
    }

    private static int putManyBytes(ByteBuffer target, int index, long bits) {
        int at = index;
        long rest = bits;
        while ((rest & ~0x7fL) != 0) {
            target.put(at++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put(at++, (byte) rest);
        return at;
    }

    private static int longForm(int leadingZerosOf64) {
        return (Long.SIZE - leadingZerosOf64 + 6) / 7;
    }

    private static int zigZag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    private static long zigZag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
