package dev.kurier.protocol.compress;

import dev.kurier.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
            return isFramed(bytes)
                    ? decompressFrames(bytes, maxBytes)
                    : ByteBuffer.wrap(block(bytes, 0, bytes.length, maxBytes));
        } catch (IOException e) {
            throw Streams.malformed(type(), e);
        }
    }

    private static boolean isFramed(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && ByteBuffer.wrap(bytes).getLong() == MAGIC;
    }

    private ByteBuffer decompressFrames(byte[] bytes, int maxBytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) Math.min(maxBytes, 4L * bytes.length));
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
            all.writeBytes(block(bytes, in.position(), length, maxBytes - all.size()));
            in.position(in.position() + length);
        }
        return ByteBuffer.wrap(all.toByteArray());
    }

    /** Decompresses one block, whose claimed size is compared with what its bytes can hold before memory is taken. */
    private byte[] block(byte[] bytes, int offset, int length, int maxBytes) throws IOException {
        if (!Snappy.isValidCompressedBuffer(bytes, offset, length)) {
            throw malformedAt(offset, "not a snappy block, length=" + length);
        }
        int size = Snappy.uncompressedLength(bytes, offset, length);
        if (size < 0 || size > maxBytes) {
            throw Streams.tooLarge(type(), maxBytes);
        }
        byte[] block = new byte[size];
        Snappy.uncompress(bytes, offset, length, block, 0);
        return block;
    }

    private static ProtocolException malformedAt(int at, String what) {
        return new ProtocolException("Records compressed with snappy are malformed at byte " + at + ": " + what + ".");
    }
}
