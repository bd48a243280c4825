package dev.kurier.accumulator.memory;

import dev.kurier.accumulator.handover.HandOverQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps chunks that were given back, by size, ready to be lent again without cutting.
 *
 * <p>Lock-free. A list that is full passes chunks on to a stack that whoever holds the pool's lock empties.
 */
final class FreeLists {
    private static final int MAX_ENTRIES = 1024;

    private final List<HandOverQueue<MemoryChunk>> byOrder = new ArrayList<>();
    private final AtomicReference<@Nullable MemoryChunk> overflow = new AtomicReference<>();

    /** Makes lists for all orders up to {@code largestOrder} of a budget. */
    FreeLists(int largestOrder, long totalBytes) {
        for (int order = Slabs.MIN_ORDER; order <= largestOrder; order++) {
            byOrder.add(HandOverQueue.bounded((int) Math.min(MAX_ENTRIES, totalBytes >> order)));
        }
    }

    void add(MemoryChunk chunk) {
        if (byOrder.get(Slabs.orderOf(chunk.sizeBytes()) - Slabs.MIN_ORDER).offer(chunk)) {
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
        return byOrder.get(order - Slabs.MIN_ORDER).poll();
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
        for (HandOverQueue<MemoryChunk> list : byOrder) {
            MemoryChunk chunk;
            while ((chunk = list.poll()) != null) {
                target.accept(chunk);
            }
        }
    }
}
