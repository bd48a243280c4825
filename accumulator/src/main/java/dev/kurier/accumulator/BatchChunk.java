package dev.kurier.accumulator;

import dev.kurier.accumulator.memory.MemoryChunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Places a piece of memory in a batch: positions from {@link #start} up to {@link #end} lie in it.
 *
 * <p>A fresh object for each batch, unlike the memory: a late reader of the list finds stale positions, never foreign ones.
 */
final class BatchChunk {
    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(BatchChunk.class, "next", BatchChunk.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final MemoryChunk memory;
    final long start;
    final long end;

    /** How many bytes are claimed; written by the one claimer that moves on to the next chunk, before it commits. */
    int usedBytes;

    @SuppressWarnings("FieldMayBeFinal") // written through NEXT
    private volatile @Nullable BatchChunk next;

    BatchChunk(MemoryChunk memory, long start) {
        this.memory = memory;
        this.start = start;
        this.end = start + memory.sizeBytes();
    }

    /** The next chunk, null if there is none yet; itself if there will be none. */
    @Nullable
    BatchChunk next() {
        return next;
    }

    /** Tells whether this is the last chunk and none will follow. */
    boolean isClosed() {
        return next == this;
    }

    /** Installs the next chunk; false if there is one, or will be none. */
    boolean install(BatchChunk chunk) {
        return NEXT.compareAndSet(this, null, chunk);
    }

    /** Closes the list here; false if there is a next chunk. */
    boolean close() {
        return NEXT.compareAndSet(this, null, this);
    }
}
