package dev.kurier.protocol.compress;

import dev.kurier.protocol.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Compresses with lz4-java, as one LZ4 frame of independent blocks. */
final class Lz4Codec implements Codec {
    private final int level;
    private final LZ4Compressor compressor;

    Lz4Codec(int level) {
        this.level = level;
        LZ4Factory factory = LZ4Factory.fastestInstance();
        // Kafka's rule: the default level, 9, is the fast compressor and not level 9 of the high compression one.
        compressor =
                level == CompressionType.LZ4.defaultLevel() ? factory.fastCompressor() : factory.highCompressor(level);
    }

    @Override
    public CompressionType type() {
        return CompressionType.LZ4;
    }

    @Override
    public int level() {
        return level;
    }

    @Override
    public void compress(List<ByteBuffer> in, OutputStream out) {
        try {
            new Lz4FrameWriter(compressor, in).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer decompress(ByteBuffer in, int maxBytes) {
        try (LZ4FrameInputStream lz4 = new LZ4FrameInputStream(Streams.inputOf(in))) {
            return Streams.readAll(lz4, type(), in.remaining(), maxBytes);
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Older versions of the library refuse some frames with unchecked exceptions.
            throw Streams.malformed(type(), e);
        }
    }
}
