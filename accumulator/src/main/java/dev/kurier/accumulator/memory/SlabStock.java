package dev.kurier.accumulator.memory;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the direct memory that producers of this process have given back, for the next one that wants a slab.
 *
 * <p>Java 17 has no supported way to free a direct buffer at once. So a slab is handed on; what nobody wants is held weakly,
 * and goes back to the operating system with the next garbage collection that finds it. Any thread may use it.
 */
final class SlabStock {
    static final SlabStock OF_PROCESS = new SlabStock(ByteBuffer::allocateDirect, DirectMemory::hasRoomFor);

    private final IntFunction<ByteBuffer> allocator;
    private final LongPredicate room;
    private final Spares[] byOrder = new Spares[Integer.SIZE];

    /**
     * Makes an empty stock.
     *
     * @param allocator makes a buffer of so many bytes
     * @param room tells whether it could do so without waiting for a garbage collection
     */
    SlabStock(IntFunction<ByteBuffer> allocator, LongPredicate room) {
        this.allocator = allocator;
        this.room = room;
        for (int order = 0; order < byOrder.length; order++) {
            byOrder[order] = new Spares(new ConcurrentLinkedQueue<>());
        }
    }

    /** Takes {@code 1 << order} bytes without waiting; null if the JVM has no room for them. */
    @Nullable
    ByteBuffer take(int order) {
        ByteBuffer spare = byOrder[order].take();
        return spare == null && room.test(1L << order) ? allocate(order) : spare;
    }

    /** Has {@code 1 << order} bytes ready if the JVM can be made to give them, which may take half a second. */
    void prepare(int order) {
        ByteBuffer memory = allocate(order);
        if (memory != null) {
            giveBack(memory);
        }
    }

    /** Takes memory back of which no chunk is lent any more. */
    void giveBack(ByteBuffer memory) {
        byOrder[Integer.numberOfTrailingZeros(memory.capacity())].add(memory);
    }

    private @Nullable ByteBuffer allocate(int order) {
        try {
            return allocator.apply(1 << order);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /** Holds the spare buffers of one size. */
    private record Spares(Queue<WeakReference<ByteBuffer>> queue) {
        @Nullable
        ByteBuffer take() {
            WeakReference<ByteBuffer> spare;
            while ((spare = queue.poll()) != null) {
                ByteBuffer memory = spare.get();
                if (memory != null) {
                    return memory;
                }
            }
            return null;
        }

        void add(ByteBuffer memory) {
            queue.removeIf(spare -> spare.refersTo(null));
            queue.add(new WeakReference<>(memory));
        }
    }
}
