package dev.kurier.protocol.compress;

import dev.kurier.protocol.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyOutputStream;

/**
 * Compresses with snappy-java, in its own framing: a 16-byte header, then blocks of an int32 length and a snappy block.
 *
 * <p>Reads a single bare snappy block as well, which is what librdkafka sends.
 */
final class SnappyCodec implements Codec {
    private static final long MAGIC = 0x82534e4150505900L;
    private static final int HEADER_BYTES = 16;
    private static final int BLOCK_BYTES = 32 * 1024;

    SnappyCodec() {
        try {
            Snappy.maxCompressedLength(1); // loads the native code
        } catch (SnappyError cannotLoad) {
            throw CodecLoader.unavailable(CompressionType.SNAPPY, cannotLoad);
        }
    }

    @Override
    public CompressionType type() {
        return CompressionType.SNAPPY;
    }

    @Override
    public int level() {
        return CompressionType.SNAPPY.defaultLevel();
    }

    @Override
    public void compress(List<ByteBuffer> in, OutputStream out) {
        try (SnappyOutputStream snappy = new SnappyOutputStream(Streams.unclosed(out), BLOCK_BYTES)) {
            Streams.copy(in, snappy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer decompress(ByteBuffer in, int maxBytes) {
        byte[] bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        try {
            List<Block> blocks = isFramed(bytes) ? framedBlocks(bytes) : List.of(block(bytes, 0, bytes.length));
            long size = blocks.stream().mapToLong(Block::decompressedBytes).sum();
            if (size > maxBytes) {
                throw Streams.tooLarge(type(), maxBytes);
            }
            byte[] all = new byte[(int) size];
            int filled = 0;
            for (Block block : blocks) {
                filled += Snappy.uncompress(bytes, block.offset, block.length, all, filled);
            }
            return ByteBuffer.wrap(all);
        } catch (IOException e) {
            throw Streams.malformed(type(), e);
        }
    }

    private static boolean isFramed(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && ByteBuffer.wrap(bytes).getLong() == MAGIC;
    }

    private static List<Block> framedBlocks(byte[] bytes) throws IOException {
        List<Block> blocks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).position(HEADER_BYTES);
        while (in.hasRemaining()) {
            int at = in.position();
            if (in.remaining() < Integer.BYTES) {
                throw malformedAt(at, "the length of a block is cut off, remaining=" + in.remaining());
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw malformedAt(at, "block length=" + length + ", remaining=" + in.remaining());
            }
            blocks.add(block(bytes, in.position(), length));
            in.position(in.position() + length);
        }
        return blocks;
    }

    /** Looks at one block, whose bytes are walked once to see whether they really give as much as the block claims. */
    private static Block block(byte[] bytes, int offset, int length) throws IOException {
        if (!Snappy.isValidCompressedBuffer(bytes, offset, length)) {
            throw malformedAt(offset, "not a snappy block, length=" + length);
        }
        return new Block(offset, length, Snappy.uncompressedLength(bytes, offset, length));
    }

    private static ProtocolException malformedAt(int at, String what) {
        return new ProtocolException("Records compressed with snappy are malformed at byte " + at + ": " + what + ".");
    }

    private record Block(int offset, int length, int decompressedBytes) {}
}
