package dev.kurier.producer.send;

import dev.kurier.api.spi.BytesSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects the bytes of one key or value; reused by one thread record after record.
 *
 * <p>An adopted array is passed on as it is; everything else goes into a buffer that grows to the largest record seen.
 */
public final class SinkBuffer implements BytesSink {
    private static final int START_BYTES = 512;
    /** What a thread keeps for the next record, idle or not; a larger record costs an array of its size. */
    static final int MAX_KEPT_BYTES = 32 * 1024;

    private byte[] own = new byte[START_BYTES];
    private byte[] array = own;
    private int length;
    private boolean adopted;

    public void reset() {
        if (own.length > MAX_KEPT_BYTES) {
            own = new byte[START_BYTES];
        }
        array = own;
        length = 0;
        adopted = false;
    }

    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }

    @Override
    public void put(byte b) {
        reserve(1);
        own[length++] = b;
    }

    @Override
    public void put(byte[] bytes, int offset, int count) {
        reserve(count);
        System.arraycopy(bytes, offset, own, length, count);
        length += count;
    }

    @Override
    public void putShort(short value) {
        reserve(Short.BYTES);
        own[length++] = (byte) (value >> 8);
        own[length++] = (byte) value;
    }

    @Override
    public void putInt(int value) {
        putShort((short) (value >> 16));
        putShort((short) value);
    }

    @Override
    public void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    @Override
    public void putUtf8(String text) {
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length -= i;
                put(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            own[length++] = (byte) c;
        }
    }

    @Override
    public void put(ByteBuffer bytes) {
        int count = bytes.remaining();
        reserve(count);
        bytes.get(bytes.position(), own, length, count);
        length += count;
    }

    @Override
    public void adopt(byte[] bytes) {
        if (adopted || length > 0) {
            throw new IllegalStateException("adopt() gives the whole result; bytes were put before");
        }
        adopted = true;
        array = bytes;
        length = bytes.length;
    }

    private void reserve(int count) {
        if (adopted) {
            throw new IllegalStateException("adopt() has given the whole result; nothing may be put after it");
        }
        if (own.length - length < count) {
            int needed = Math.addExact(length, count);
            own = Arrays.copyOf(own, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, own.length * 2L)));
            array = own;
        }
    }
}
