package dev.kurier.protocol.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jpountz.lz4.LZ4Compressor;

/**
 * Writes one LZ4 frame: 64 KiB blocks that do not depend on each other, no block checksums, no content size or checksum.
 *
 * <p>Gathers the input into blocks, so that the frame does not depend on how the input is cut. Scratch memory is no larger than
 * the input needs.
 */
final class Lz4FrameWriter {
    private static final int BLOCK_BYTES = 64 * 1024;

    /** Set in a block's size if the block is stored as it is. */
    private static final int STORED = 0x8000_0000;

    /** Magic, little-endian; version 1 with independent blocks; 64 KiB blocks; second byte of XXH32 of the two before. */
    private static final byte[] FRAME_HEADER = {0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, (byte) 0x82};

    private static final byte[] END_MARK = {0, 0, 0, 0};

    private final LZ4Compressor compressor;
    private final List<ByteBuffer> in;
    private final byte[] block;
    private final byte[] compressed;
    private int filled;

    Lz4FrameWriter(LZ4Compressor compressor, List<ByteBuffer> in) {
        this.compressor = compressor;
        this.in = in;
        block = new byte[(int) Math.min(BLOCK_BYTES, Streams.sizeOf(in))];
        compressed = new byte[Integer.BYTES + compressor.maxCompressedLength(block.length)];
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(FRAME_HEADER);
        for (ByteBuffer part : in) {
            int at = part.position();
            while (at < part.limit()) {
                int length = Math.min(block.length - filled, part.limit() - at);
                part.get(at, block, filled, length);
                filled += length;
                at += length;
                if (filled == block.length) {
                    writeBlock(out);
                }
            }
        }
        writeBlock(out);
        out.write(END_MARK);
    }

    private void writeBlock(OutputStream out) throws IOException {
        if (filled == 0) {
            return;
        }
        int size = compressor.compress(block, 0, filled, compressed, Integer.BYTES);
        if (size < filled) {
            putSize(size);
            out.write(compressed, 0, Integer.BYTES + size);
        } else {
            putSize(filled | STORED);
            out.write(compressed, 0, Integer.BYTES);
            out.write(block, 0, filled);
        }
        filled = 0;
    }

    private void putSize(int size) {
        ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN).putInt(0, size);
    }
}
