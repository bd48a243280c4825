package dev.kurier.accumulator;

import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.BatchHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the bytes of a complete batch: room for the header, then the records, in a list of chunks.
 *
 * <p>Has one owner at a time, who gives the memory back by {@link #release}, once.
 */
final class Payload {
    private final MemoryPool pool;
    private final List<MemoryChunk> chunks = new ArrayList<>(1);
    private int[] usedBytes = new int[1];
    private int sizeBytes;
    private int uncompressedBytes;
    private CompressionType compression = CompressionType.NONE;
    private boolean released;

    Payload(MemoryPool pool) {
        this.pool = pool;
    }

    /** Adds a chunk of which the first bytes are used; gives it back at once if none are. */
    void add(MemoryChunk chunk, int used) {
        if (used == 0) {
            pool.release(chunk);
            return;
        }
        if (chunks.size() == usedBytes.length) {
            usedBytes = java.util.Arrays.copyOf(usedBytes, 2 * usedBytes.length);
        }
        usedBytes[chunks.size()] = used;
        chunks.add(chunk);
        sizeBytes += used;
        uncompressedBytes = sizeBytes;
    }

    /** Bytes of the batch, header included. */
    int sizeBytes() {
        return sizeBytes;
    }

    /** Bytes that the batch had before it was compressed, header included. */
    int uncompressedBytes() {
        return uncompressedBytes;
    }

    CompressionType compression() {
        return compression;
    }

    /** The memory that the header goes into, from index 0. */
    ByteBuffer headerMemory() {
        return chunks.get(0).buffer();
    }

    /** The records without the header, as fresh views. */
    List<ByteBuffer> records() {
        return views(BatchHeader.SIZE);
    }

    /** The whole batch, as fresh views. */
    List<ByteBuffer> batch() {
        return views(0);
    }

    /**
     * Compresses the records where they are and gives back the memory that is no longer needed. What would grow stays as it
     * is: so the memory always suffices, and compressing never has to wait for more.
     */
    void compress(Codec codec) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, sizeBytes / 2));
        codec.compress(records(), out);
        if (out.size() >= sizeBytes - BatchHeader.SIZE) {
            return;
        }
        overwrite(out.toByteArray());
        compression = codec.type();
    }

    /** Gives all memory back. */
    void release() {
        if (released) {
            throw new IllegalStateException("the memory of a batch was given back twice");
        }
        released = true;
        chunks.forEach(pool::release);
        chunks.clear();
    }

    private void overwrite(byte[] records) {
        List<MemoryChunk> all = List.copyOf(chunks);
        int before = uncompressedBytes;
        chunks.clear();
        sizeBytes = 0;
        int done = 0;
        int start = BatchHeader.SIZE;
        for (MemoryChunk chunk : all) {
            int length = Math.min(records.length - done, chunk.sizeBytes() - start);
            chunk.buffer().put(start, records, done, length);
            add(chunk, length == 0 ? 0 : start + length);
            done += length;
            start = 0;
        }
        uncompressedBytes = before;
    }

    private List<ByteBuffer> views(int from) {
        List<ByteBuffer> views = new ArrayList<>(chunks.size());
        int start = from;
        for (int i = 0; i < chunks.size(); i++) {
            views.add(chunks.get(i).buffer().slice(start, usedBytes[i] - start));
            start = 0;
        }
        return views;
    }
}
