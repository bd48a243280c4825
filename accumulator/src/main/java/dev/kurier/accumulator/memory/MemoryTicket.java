package dev.kurier.accumulator.memory;

import org.jspecify.annotations.Nullable;

/**
 * Stands in the queue for memory.
 *
 * <p>Ends exactly once: granted (then it holds a chunk, which {@link #takeChunk} or {@link #cancel} takes from it), closed
 * with the pool, or cancelled. Belongs to one waiting thread; the pool's threads settle it.
 */
public final class MemoryTicket {
    /** Where a ticket stands. */
    private enum State {
        WAITING,
        GRANTED,
        CLOSED,
        DONE
    }

    private final MemoryPool pool;
    private final LeaderShare share;
    private final int order;
    private final long number;
    private volatile State state = State.WAITING;
    private volatile @Nullable Runnable listener;
    private @Nullable MemoryChunk chunk;

    /** Makes a waiting ticket; {@code number} tells who came first. */
    MemoryTicket(MemoryPool pool, LeaderShare share, int order, long number) {
        this.pool = pool;
        this.share = share;
        this.order = order;
        this.number = number;
    }

    /** How much memory it waits for. */
    public int sizeBytes() {
        return 1 << order;
    }

    /** Tells whether the memory is there: append again. */
    public boolean isGranted() {
        return state == State.GRANTED;
    }

    /** Tells whether there is nothing decided yet. */
    public boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Tells whether the pool was closed before the ticket's turn came. */
    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /**
     * Names who is to be told when the ticket no longer waits; told at once if that is so already.
     *
     * @param wake runs on the thread that settles the ticket, perhaps twice; must be short and not throw
     */
    public void onSettled(Runnable wake) {
        listener = wake;
        if (!isWaiting()) {
            wake.run();
        }
    }

    /** Leaves the queue, or gives back what was granted; does nothing on a ticket that has ended. */
    public void cancel() {
        pool.cancel(this);
    }

    /** Takes the granted chunk out; null if there is none. The ticket has then ended. */
    public @Nullable MemoryChunk takeChunk() {
        return pool.takeGranted(this);
    }

    LeaderShare share() {
        return share;
    }

    int order() {
        return order;
    }

    long number() {
        return number;
    }

    /** Grants memory; holds the pool's lock. */
    void grant(MemoryChunk granted) {
        chunk = granted;
        state = State.GRANTED;
    }

    /** Ends the waiting without memory; holds the pool's lock. */
    void close() {
        state = State.CLOSED;
    }

    /** Ends the ticket and hands out the chunk if one was granted; holds the pool's lock. */
    @Nullable
    MemoryChunk finish() {
        MemoryChunk granted = chunk;
        chunk = null;
        state = State.DONE;
        return granted;
    }

    /** Tells the listener; holds no lock. */
    void settled() {
        Runnable wake = listener;
        if (wake != null) {
            wake.run();
        }
    }
}
