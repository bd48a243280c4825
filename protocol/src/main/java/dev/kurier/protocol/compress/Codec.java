package dev.kurier.protocol.compress;

import dev.kurier.protocol.ProtocolException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Compresses and decompresses the records of a batch, as one stream without the batch header.
 *
 * <p>Immutable: any number of threads may use one instance at once. Made by {@link #of(CompressionType, int)}.
 */
public sealed interface Codec permits NoCodec, GzipCodec, SnappyCodec, Lz4Codec, ZstdCodec {
    /**
     * Makes a codec with the type's default level.
     *
     * @throws CodecUnavailableException if the codec's library is not there
     */
    static Codec of(CompressionType type) {
        return of(type, type.defaultLevel());
    }

    /**
     * Makes a codec. For a type without levels the level has to be the default one.
     *
     * @throws IllegalArgumentException if the level is out of the type's range
     * @throws CodecUnavailableException if the codec's library is not there
     */
    static Codec of(CompressionType type, int level) {
        return CodecLoader.load(type, level);
    }

    /** The type whose id belongs into the batch's attributes. */
    CompressionType type();

    /** The level that was chosen. */
    int level();

    /**
     * Compresses {@code in}, each buffer from position to limit, in order, and writes one complete stream to {@code out}.
     *
     * <p>The buffers' positions do not move. {@code out} is neither flushed nor closed.
     *
     * @throws java.io.UncheckedIOException if {@code out} throws
     */
    void compress(List<ByteBuffer> in, OutputStream out);

    /**
     * Decompresses {@code in} from position to limit; the position does not move.
     *
     * @param maxBytes the most bytes to produce; memory use stays in proportion to it and to what was really decompressed
     * @return the bytes from position 0 to the limit; may share memory with {@code in} if nothing is compressed
     * @throws ProtocolException if the bytes are malformed, or give more than {@code maxBytes}
     */
    ByteBuffer decompress(ByteBuffer in, int maxBytes);
}
