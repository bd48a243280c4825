package dev.kurier.protocol.compress;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Passes bytes through. */
final class NoCodec implements Codec {
    @Override
    public CompressionType type() {
        return CompressionType.NONE;
    }

    @Override
    public int level() {
        return CompressionType.NONE.defaultLevel();
    }

    @Override
    public void compress(List<ByteBuffer> in, OutputStream out) {
        Streams.copy(in, out);
    }

    @Override
    public ByteBuffer decompress(ByteBuffer in, int maxBytes) {
        if (in.remaining() > maxBytes) {
            throw Streams.tooLarge(type(), maxBytes);
        }
        return in.slice();
    }
}
