package dev.kurier.protocol.compress;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Compresses with zstd-jni, as one stream. */
final class ZstdCodec implements Codec {
    private final int level;

    ZstdCodec(int level) {
        this.level = level;
        Zstd.compressBound(1); // loads the native code
    }

    @Override
    public CompressionType type() {
        return CompressionType.ZSTD;
    }

    @Override
    public int level() {
        return level;
    }

    @Override
    public void compress(List<ByteBuffer> in, OutputStream out) {
        try (ZstdOutputStreamNoFinalizer zstd =
                new ZstdOutputStreamNoFinalizer(Streams.unclosed(out), RecyclingBufferPool.INSTANCE, level)) {
            Streams.copy(in, zstd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer decompress(ByteBuffer in, int maxBytes) {
        try (ZstdInputStreamNoFinalizer zstd =
                new ZstdInputStreamNoFinalizer(Streams.inputOf(in), RecyclingBufferPool.INSTANCE)) {
            return Streams.readAll(zstd, type(), in.remaining(), maxBytes);
        } catch (IOException e) {
            throw Streams.malformed(type(), e);
        }
    }
}
