package dev.kurier.protocol.compress;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Compresses with zstd-jni, as one frame.
 *
 * <p>Announces the input's size to zstd before the first byte, which then takes tables as large as the batch needs. Without that
 * it prepares for any size: at level 22 hundreds of megabytes and most of a second for a batch of 16 KiB.
 */
final class ZstdCodec implements Codec {
    private static final int LARGEST_OUTPUT_BUFFER_BYTES = 64 * 1024;

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
        long inputBytes = Streams.sizeOf(in);
        byte[] scratch = new byte[(int) Math.min(LARGEST_OUTPUT_BUFFER_BYTES, Zstd.compressBound(inputBytes))];
        ByteBuffer buffer = ByteBuffer.wrap(scratch);
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(level).setPledgedSrcSize(inputBytes);
            for (ByteBuffer part : in) {
                ByteBuffer rest = readable(part);
                while (rest.hasRemaining()) {
                    zstd.compressByteBufferStream(buffer, rest, EndDirective.CONTINUE);
                    drain(buffer, scratch, out);
                }
            }
            ByteBuffer nothing = ByteBuffer.allocate(0);
            boolean ended = false;
            while (!ended) {
                ended = zstd.compressByteBufferStream(buffer, nothing, EndDirective.END);
                drain(buffer, scratch, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns {@code part} with a position of its own; copied if it is on the heap and hides its array, which zstd-jni refuses. */
    private static ByteBuffer readable(ByteBuffer part) {
        if (part.isDirect() || part.hasArray()) {
            return part.duplicate();
        }
        return ByteBuffer.allocate(part.remaining()).put(part.duplicate()).flip();
    }

    private static void drain(ByteBuffer buffer, byte[] scratch, OutputStream out) throws IOException {
        out.write(scratch, 0, buffer.position());
        buffer.clear();
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
