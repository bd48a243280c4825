package dev.kurier.protocol.compress;

import dev.kurier.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Moves bytes between buffers and the streams of the codec libraries, never more than allowed. */
final class Streams {
    private static final int COPY_BYTES = 8 * 1024;
    private static final int SMALLEST_OUTPUT_BYTES = 1024;

    /** What a first guess multiplies the compressed size with. */
    private static final int EXPECTED_RATIO = 4;

    private Streams() {}

    /** Bytes of all buffers, each from position to limit. */
    static long sizeOf(List<ByteBuffer> in) {
        long size = 0;
        for (ByteBuffer part : in) {
            size += part.remaining();
        }
        return size;
    }

    /** Writes all of {@code in} to {@code out}; positions do not move. */
    static void copy(List<ByteBuffer> in, OutputStream out) {
        try {
            byte[] scratch = null;
            for (ByteBuffer part : in) {
                if (part.hasArray()) {
                    out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
                } else {
                    scratch = scratch == null ? new byte[COPY_BYTES] : scratch;
                    copyDirect(part, scratch, out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyDirect(ByteBuffer part, byte[] scratch, OutputStream out) throws IOException {
        int at = part.position();
        while (at < part.limit()) {
            int length = Math.min(scratch.length, part.limit() - at);
            part.get(at, scratch, 0, length);
            out.write(scratch, 0, length);
            at += length;
        }
    }

    /** Reads {@code in} to its end; grows with what really comes. */
    static ByteBuffer readAll(InputStream in, CompressionType type, int compressedBytes, int maxBytes)
            throws IOException {
        long guess = Math.max(SMALLEST_OUTPUT_BYTES, (long) compressedBytes * EXPECTED_RATIO);
        byte[] bytes = new byte[(int) Math.min(guess, maxBytes)];
        int size = 0;
        while (true) {
            if (size == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                if (size >= maxBytes) {
                    throw tooLarge(type, maxBytes);
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(SMALLEST_OUTPUT_BYTES, 2L * size)));
                bytes[size++] = (byte) next;
            }
            int read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                break;
            }
            size += read;
        }
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }

    static ProtocolException tooLarge(CompressionType type, int maxBytes) {
        return new ProtocolException(
                "Records compressed with " + type.codecName() + " decompress to more than maxBytes=" + maxBytes + ".");
    }

    static ProtocolException malformed(CompressionType type, Exception cause) {
        return new ProtocolException(
                "Records compressed with " + type.codecName() + " are malformed: " + cause.getMessage() + ".", cause);
    }

    /** Reads a buffer as a stream, without moving the position of the original. */
    static InputStream inputOf(ByteBuffer buffer) {
        return new BufferInputStream(buffer.duplicate());
    }

    /** Keeps {@code close} and {@code flush} of a compressing stream away from the stream below it. */
    static OutputStream unclosed(OutputStream out) {
        return new UnclosedOutputStream(out);
    }

    private static final class BufferInputStream extends InputStream {
        private final ByteBuffer buffer;

        BufferInputStream(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read() {
            return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!buffer.hasRemaining()) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(bytes, offset, count);
            return count;
        }

        @Override
        public int available() {
            return buffer.remaining();
        }
    }

    private static final class UnclosedOutputStream extends OutputStream {
        private final OutputStream out;

        UnclosedOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }
}
