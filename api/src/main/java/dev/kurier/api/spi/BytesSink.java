package dev.kurier.api.spi;

import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Takes the bytes of one key or value.
 *
 * <p>Valid only during the call it was handed to, on that thread. Either put bytes, piece by piece, or hand one whole
 * array or buffer over with {@link #adopt}, which copies nothing.
 */
public interface BytesSink {
    /** Adds one byte. */
    void put(byte b);

    /** Adds the whole array. */
    default void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Adds {@code length} bytes of the array from {@code offset} on. */
    void put(byte[] bytes, int offset, int length);

    /** Adds the two bytes of {@code value}, big-endian. */
    void putShort(short value);

    /** Adds the four bytes of {@code value}, big-endian. */
    void putInt(int value);

    /** Adds the eight bytes of {@code value}, big-endian. */
    void putLong(long value);

    /** Adds the characters of {@code text} in UTF-8. */
    void putUtf8(String text);

    /** Adds what remains in {@code bytes}, whose position does not change. */
    void put(ByteBuffer bytes);

    /**
     * Makes the array the whole result, without a copy; nothing else may be put.
     *
     * <p>The array must not change until {@code send} has returned.
     */
    void adopt(byte[] bytes);

    /** The same sink for libraries that write into a stream; needs no flush and no close, and never throws an IOException. */
    default OutputStream asStream() {
        return new SinkStream(this);
    }
}
