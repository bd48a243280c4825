package dev.kurier.accumulator.memory;

import dev.kurier.api.error.ConfigException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the slabs of one memory budget, takes more as they are needed, and finds the best one to cut from.
 *
 * <p>The first is small; together they double until slabs have the usual size. Not safe for use by two threads.
 */
final class Slabs {
    /** Chunks are not smaller than this: 512 bytes. */
    static final int MIN_ORDER = 9;

    /** Slabs are not larger than this: 1 GiB, the largest power of two that a buffer can have. */
    private static final int MAX_ORDER = 30;

    /** A producer that sends little holds 64 KiB. */
    private static final int FIRST_ORDER = 16;

    private static final int USUAL_ORDER = 20;

    private final List<Slab> slabs = new ArrayList<>();
    private final SlabStock stock;
    private final long totalBytes;
    private final int largestOrder;
    private long slabBytes;
    private volatile boolean refused;

    /**
     * Makes a budget; nothing is taken yet.
     *
     * @param budgetBytes {@code buffer.memory}; what is left over below the smallest chunk stays unused
     * @param largestChunkBytes the largest chunk that will be wanted
     * @throws ConfigException if the budget is smaller than one chunk or larger than the JVM's direct memory
     */
    Slabs(long budgetBytes, int largestChunkBytes, SlabStock stock) {
        if (budgetBytes < 1 << MIN_ORDER) {
            throw new ConfigException(
                    List.of("buffer.memory=" + budgetBytes + " is less than the smallest piece of memory, "
                            + (1 << MIN_ORDER) + " bytes. Raise buffer.memory."));
        }
        DirectMemory.checkLimit(budgetBytes);
        int order = Math.min(MAX_ORDER, Math.max(USUAL_ORDER, orderOf(largestChunkBytes)));
        this.largestOrder = Math.min(order, logOf(budgetBytes));
        this.totalBytes = budgetBytes >> MIN_ORDER << MIN_ORDER;
        this.stock = stock;
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

    /** What can be cut now or after {@link #grow}. */
    long freeBytes() {
        long free = totalBytes - slabBytes;
        for (Slab slab : slabs) {
            free += slab.freeBytes();
        }
        return free;
    }

    /** What was taken from the JVM. */
    long slabBytes() {
        return slabBytes;
    }

    /** Tells whether the JVM had no direct memory for the last slab that was wanted; from any thread. */
    boolean wasRefused() {
        return refused;
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

    /**
     * Takes one more slab, with room for a chunk of that order, in place of unused ones if need be; does not wait.
     *
     * @return false if the budget or the JVM has no room
     */
    boolean grow(int order) {
        int wanted = Math.min(USUAL_ORDER, Math.max(FIRST_ORDER, logOf(Math.max(1, slabBytes))));
        wanted = Math.max(order, Math.min(wanted, largestOrder));
        while (wanted > order && slabBytes + (1L << wanted) > totalBytes) {
            wanted--;
        }
        if (!makeRoom(slabBytes + (1L << wanted) - totalBytes)) {
            return false;
        }
        ByteBuffer memory = stock.take(wanted);
        refused = memory == null;
        if (memory != null) {
            slabs.add(new Slab(memory, MIN_ORDER));
            slabBytes += memory.capacity();
        }
        return memory != null;
    }

    /** Has the JVM make room for a chunk of that order, which may take half a second; needs no lock. */
    void prepare(int order) {
        stock.prepare(Math.max(order, Math.min(FIRST_ORDER, largestOrder)));
    }

    /** Gives back slabs of which nothing was lent since the last call. */
    void releaseIdle() {
        release(Long.MAX_VALUE, true);
    }

    /** Gives back all slabs of which nothing is lent. */
    void releaseFree() {
        release(Long.MAX_VALUE, false);
    }

    private boolean makeRoom(long bytes) {
        long free = 0;
        for (Slab slab : slabs) {
            free += slab.isFree() ? slab.sizeBytes() : 0;
        }
        if (free < bytes) {
            return false;
        }
        release(bytes, false);
        return true;
    }

    private void release(long bytes, boolean idleOnly) {
        long released = 0;
        for (Iterator<Slab> each = slabs.iterator(); each.hasNext() && released < bytes; ) {
            Slab slab = each.next();
            if (slab.isFree() && (slab.wasIdle() || !idleOnly)) {
                each.remove();
                released += slab.sizeBytes();
                slabBytes -= slab.sizeBytes();
                stock.giveBack(slab.memory());
            }
        }
    }

    private static int logOf(long value) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    }
}
