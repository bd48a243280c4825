package dev.kurier.accumulator.memory;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one block of direct memory into chunks whose sizes are powers of two, and joins free neighbours again.
 *
 * <p>A buddy system: a block of order k has {@code 1 << k} bytes and starts at a multiple of that; its buddy is the other
 * half of the block of order k + 1. Not safe for use by two threads.
 */
final class Slab {
    private final ByteBuffer memory;
    private final int maxOrder;
    private final BitSet[] freeByOrder;
    private long freeOrders;
    private long freeBytes;
    private boolean used;

    /** Takes over {@code memory}, whose capacity is {@code 1 << maxOrder}. */
    Slab(ByteBuffer memory, int minOrder) {
        this.memory = memory;
        this.maxOrder = Integer.numberOfTrailingZeros(memory.capacity());
        this.freeByOrder = new BitSet[maxOrder + 1];
        for (int order = minOrder; order <= maxOrder; order++) {
            freeByOrder[order] = new BitSet(1 << (maxOrder - order));
        }
        markFree(maxOrder, 0);
        freeBytes = memory.capacity();
    }

    int sizeBytes() {
        return memory.capacity();
    }

    long freeBytes() {
        return freeBytes;
    }

    /** Tells whether nothing is lent. */
    boolean isFree() {
        return freeBytes == memory.capacity();
    }

    /** Tells whether nothing was cut since the last call. */
    boolean wasIdle() {
        boolean idle = !used;
        used = false;
        return idle;
    }

    /** The whole block, for when it is used for something else. */
    ByteBuffer memory() {
        return memory;
    }

    /** The smallest order not below {@code order} of which a block is free, or 64 if there is none. */
    int smallestFreeOrder(int order) {
        return Long.numberOfTrailingZeros(freeOrders & (-1L << order));
    }

    /** Cuts a chunk of {@code 1 << order} bytes, or returns null if no block is large enough. */
    @Nullable
    MemoryChunk take(int order) {
        int found = smallestFreeOrder(order);
        if (found > maxOrder) {
            return null;
        }
        int block = freeByOrder[found].nextSetBit(0);
        // Made before anything changes: an allocation may fail.
        int offset = block << found;
        MemoryChunk chunk = new MemoryChunk(memory.slice(offset, 1 << order), this, offset);
        markTaken(found, block);
        while (found > order) {
            found--;
            block <<= 1;
            markFree(found, block + 1);
        }
        freeBytes -= 1L << order;
        used = true;
        return chunk;
    }

    /** Takes a chunk of this slab back and joins it with its buddy, and that with its own, as far as they are free. */
    void giveBack(MemoryChunk chunk) {
        int order = Integer.numberOfTrailingZeros(chunk.sizeBytes());
        int block = chunk.slabOffset() >>> order;
        freeBytes += chunk.sizeBytes();
        while (order < maxOrder && freeByOrder[order].get(block ^ 1)) {
            markTaken(order, block ^ 1);
            block >>>= 1;
            order++;
        }
        markFree(order, block);
    }

    private void markFree(int order, int block) {
        freeByOrder[order].set(block);
        freeOrders |= 1L << order;
    }

    private void markTaken(int order, int block) {
        freeByOrder[order].clear(block);
        if (freeByOrder[order].isEmpty()) {
            freeOrders &= ~(1L << order);
        }
    }
}
