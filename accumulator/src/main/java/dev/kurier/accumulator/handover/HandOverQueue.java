package dev.kurier.accumulator.handover;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Passes objects between threads without a lock.
 *
 * <p>{@link #poll} never waits for a producer that is in the middle of an {@link #offer}: null means "nothing yet", not
 * "empty". There is no size: it would be a guess.
 *
 * @param <T> what is handed over
 */
public final class HandOverQueue<T> {
    private static final int SEGMENT_ENTRIES = 256;

    private final MessagePassingQueue<T> queue;

    private HandOverQueue(MessagePassingQueue<T> queue) {
        this.queue = queue;
    }

    /** Makes a queue for any number of producers and one consumer; the users bound what is in it. */
    public static <T> HandOverQueue<T> toOneConsumer() {
        return new HandOverQueue<>(new MpscUnboundedVarHandleArrayQueue<>(SEGMENT_ENTRIES));
    }

    /** Makes a queue for any number of producers and consumers that holds {@code entries}, rounded up to a power of two. */
    public static <T> HandOverQueue<T> bounded(int entries) {
        return new HandOverQueue<>(new MpmcVarHandleArrayQueue<>(Math.max(2, entries)));
    }

    /** Adds an object; false if a bounded queue has no room. */
    public boolean offer(T value) {
        return queue.relaxedOffer(value);
    }

    /** Takes the oldest object that is completely there, or null. */
    public @Nullable T poll() {
        return queue.relaxedPoll();
    }
}
