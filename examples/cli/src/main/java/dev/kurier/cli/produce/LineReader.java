package dev.kurier.cli.produce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines, which end with {@code \n} or {@code \r\n}; the last one may do without. */
final class LineReader {
    private final InputStream in;
    private final int maxLineBytes;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private long number;

    /** Reads {@code in}, which should be buffered. */
    LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Reads the next line, or returns null at the end.
     *
     * @throws IOException if the stream fails, or a line is longer than allowed: there is no memory for it
     */
    @Nullable
    Line next() throws IOException {
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
        boolean dosEnd = b == '\n' && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return new Line(number, dosEnd ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }
}
