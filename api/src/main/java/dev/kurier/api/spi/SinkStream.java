package dev.kurier.api.spi;

import java.io.OutputStream;

/** Puts what is written into a sink. */
final class SinkStream extends OutputStream {
    private final BytesSink sink;

    SinkStream(BytesSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int b) {
        sink.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        sink.put(bytes, offset, length);
    }
}
