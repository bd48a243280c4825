package dev.kurier.accumulator.memory;

import dev.kurier.api.error.ConfigException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the slabs that make up a memory budget and finds the best one to cut from.
 *
 * <p>Not safe for use by two threads.
 */
final class Slabs {
    /** Chunks are not smaller than this: 512 bytes. */
    static final int MIN_ORDER = 9;

    /** Slabs are not larger than this: 1 GiB, the largest power of two that a buffer can have. */
    private static final int MAX_ORDER = 30;

    private static final int USUAL_ORDER = 20;

    private final List<Slab> slabs = new ArrayList<>();
    private final long totalBytes;
    private final int largestOrder;

    /**
     * Takes the whole budget from the operating system.
     *
     * @param budgetBytes {@code buffer.memory}; what is left over below the smallest chunk stays unused
     * @param largestChunkBytes the largest chunk that will be wanted; slabs are as large as that, if the budget is
     * @throws ConfigException if the budget is smaller than one chunk or larger than the JVM's direct memory
     */
    Slabs(long budgetBytes, int largestChunkBytes) {
        if (budgetBytes < 1 << MIN_ORDER) {
            throw new ConfigException(
                    List.of("buffer.memory=" + budgetBytes + " is less than the smallest piece of memory, "
                            + (1 << MIN_ORDER) + " bytes. Raise buffer.memory."));
        }
        int order = Math.min(MAX_ORDER, Math.max(USUAL_ORDER, orderOf(largestChunkBytes)));
        order = Math.min(order, Long.SIZE - 1 - Long.numberOfLeadingZeros(budgetBytes));
        largestOrder = order;
        DirectMemory.checkLimit(budgetBytes);
        long restBytes = budgetBytes;
        while (order >= MIN_ORDER) {
            if (restBytes >= 1L << order) {
                slabs.add(new Slab(allocate(1 << order, budgetBytes), MIN_ORDER));
                restBytes -= 1L << order;
            } else {
                order--;
            }
        }
        totalBytes = budgetBytes - restBytes;
    }

    /** The order of the smallest chunk that holds so many bytes. */
    static int orderOf(int sizeBytes) {
        return Math.max(MIN_ORDER, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, sizeBytes) - 1));
    }

    long totalBytes() {
        return totalBytes;
    }

    int largestOrder() {
        return largestOrder;
    }

    long freeBytes() {
        long free = 0;
        for (Slab slab : slabs) {
            free += slab.freeBytes();
        }
        return free;
    }

    /** Cuts a chunk where it breaks up as little as possible, or returns null if no slab has room. */
    @Nullable
    MemoryChunk take(int order) {
        Slab best = null;
        int bestOrder = Long.SIZE;
        for (Slab slab : slabs) {
            int free = slab.smallestFreeOrder(order);
            if (free < bestOrder) {
                best = slab;
                bestOrder = free;
            }
        }
        return best == null ? null : best.take(order);
    }

    private static ByteBuffer allocate(int sizeBytes, long budgetBytes) {
        try {
            return ByteBuffer.allocateDirect(sizeBytes);
        } catch (OutOfMemoryError e) {
            throw DirectMemory.exceeded(budgetBytes, e);
        }
    }
}
