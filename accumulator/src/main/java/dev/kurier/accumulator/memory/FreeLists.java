package dev.kurier.accumulator.memory;

import dev.kurier.accumulator.handover.HandOverQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps chunks that were given back, by size, ready to be lent again without cutting.
 *
 * <p>Lock-free. A list that is full passes chunks on to a stack that whoever holds the pool's lock empties.
 */
final class FreeLists {
    private static final int MAX_ENTRIES = 1024;

    private final AtomicReferenceArray<@Nullable HandOverQueue<MemoryChunk>> byOrder;
    private final long totalBytes;
    private final AtomicReference<@Nullable MemoryChunk> overflow = new AtomicReference<>();

    /** Makes lists for all orders up to {@code largestOrder} of a budget; a list takes memory when it is first used. */
    FreeLists(int largestOrder, long totalBytes) {
        this.byOrder = new AtomicReferenceArray<>(largestOrder - Slabs.MIN_ORDER + 1);
        this.totalBytes = totalBytes;
    }

    void add(MemoryChunk chunk) {
        if (list(Slabs.orderOf(chunk.sizeBytes())).offer(chunk)) {
            return;
        }
        MemoryChunk top;
        do {
            top = overflow.get();
            chunk.nextReturned = top;
        } while (!overflow.compareAndSet(top, chunk));
    }

    @Nullable
    MemoryChunk poll(int order) {
        HandOverQueue<MemoryChunk> list = byOrder.get(order - Slabs.MIN_ORDER);
        return list == null ? null : list.poll();
    }

    /** Takes out what the lists had no room for. */
    void drainOverflow(Consumer<MemoryChunk> target) {
        MemoryChunk chunk = overflow.getAndSet(null);
        while (chunk != null) {
            MemoryChunk next = chunk.nextReturned;
            chunk.nextReturned = null;
            target.accept(chunk);
            chunk = next;
        }
    }

    /** Takes everything out. */
    void drain(Consumer<MemoryChunk> target) {
        drainOverflow(target);
        for (int index = 0; index < byOrder.length(); index++) {
            MemoryChunk chunk;
            while ((chunk = poll(index + Slabs.MIN_ORDER)) != null) {
                target.accept(chunk);
            }
        }
    }

    private HandOverQueue<MemoryChunk> list(int order) {
        int index = order - Slabs.MIN_ORDER;
        HandOverQueue<MemoryChunk> list = byOrder.get(index);
        if (list == null) {
            HandOverQueue<MemoryChunk> fresh = HandOverQueue.bounded((int) Math.min(MAX_ENTRIES, totalBytes >> order));
            HandOverQueue<MemoryChunk> first = byOrder.compareAndExchange(index, null, fresh);
            list = first == null ? fresh : first;
        }
        return list;
    }
}
