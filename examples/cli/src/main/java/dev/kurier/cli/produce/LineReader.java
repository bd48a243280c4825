package dev.kurier.cli.produce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines, which end with {@code \n} or {@code \r\n}; the last one may do without. */
final class LineReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int maxLineBytes;
    private final boolean skipsByteOrderMark;
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private long number;

    /**
     * Reads {@code in}, which should be buffered.
     *
     * @param skipsByteOrderMark whether a UTF-8 byte-order mark before the first line is left out, which editors write there
     */
    LineReader(InputStream in, int maxLineBytes, boolean skipsByteOrderMark) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
        this.skipsByteOrderMark = skipsByteOrderMark;
    }

    /** Tells whether anything could be read so far. */
    boolean hasBegun() {
        return number > 0;
    }

    /**
     * Reads the next line, or returns null at the end.
     *
     * @throws IOException if the stream fails, or a line is longer than allowed or than there is memory for
     */
    @Nullable
    Line next() throws IOException {
        try {
            return read();
        } catch (OutOfMemoryError e) {
            buffer = new ByteArrayOutputStream();
            throw new IOException(
                    "line " + number + " does not fit into memory; KURIER_JAVA_OPTS=-Xmx1g gives the JVM more", e);
        }
    }

    private @Nullable Line read() throws IOException {
        buffer.reset();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        while (b >= 0 && b != '\n') {
            if (buffer.size() == maxLineBytes) {
                throw new IOException(
                        "line " + number + " is longer than " + maxLineBytes + " bytes, the most allowed");
            }
            buffer.write(b);
            b = in.read();
        }
        byte[] bytes = buffer.toByteArray();
        if (number == 1 && skipsByteOrderMark && startsWithMark(bytes)) {
            bytes = Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length);
            if (bytes.length == 0 && b < 0) {
                return null;
            }
        }
        boolean dosEnd = b == '\n' && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return new Line(number, dosEnd ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }

    private static boolean startsWithMark(byte[] bytes) {
        int length = BYTE_ORDER_MARK.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
    }
}
