package dev.kurier.plugin.avro;

import dev.kurier.api.spi.BytesSink;
import java.io.OutputStream;

/** Lets Avro write into the record. */
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
