package dev.kurier.protocol.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses with the JDK's gzip. */
final class GzipCodec implements Codec {
    private static final int BUFFER_BYTES = 8 * 1024;

    private final int level;

    GzipCodec(int level) {
        this.level = level;
    }

    @Override
    public CompressionType type() {
        return CompressionType.GZIP;
    }

    @Override
    public int level() {
        return level;
    }

    @Override
    public void compress(List<ByteBuffer> in, OutputStream out) {
        try (LevelledGzipStream gzip = new LevelledGzipStream(Streams.unclosed(out), level)) {
            Streams.copy(in, gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer decompress(ByteBuffer in, int maxBytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(Streams.inputOf(in), BUFFER_BYTES)) {
            return Streams.readAll(gzip, type(), in.remaining(), maxBytes);
        } catch (IOException e) {
            throw Streams.malformed(type(), e);
        }
    }

    private static final class LevelledGzipStream extends GZIPOutputStream {
        LevelledGzipStream(OutputStream out, int level) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(level);
        }
    }
}
