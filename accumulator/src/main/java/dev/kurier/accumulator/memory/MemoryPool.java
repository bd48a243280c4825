package dev.kurier.accumulator.memory;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lends out the memory of {@code buffer.memory}, in chunks whose sizes are powers of two.
 *
 * <p>Taking and giving back go through lock-free lists while chunks of the wanted size are at hand. Otherwise a short lock
 * guards cutting, joining and the queue of those who wait. Who waits comes before who arrives; among those who wait the
 * first comes first, except that one whose leader's share is used up does not hold up the others. The direct memory is
 * taken when the pool is built, all of it, and given back to the JVM with the pool.
 *
 * <p>All methods may be called from any thread and none of them waits for memory.
 */
public final class MemoryPool {
    private static final byte POISON = (byte) 0xDB;

    private final Slabs slabs;
    private final FreeLists freeLists;
    private final TicketQueue tickets;
    private final long totalBytes;
    private final boolean poisonFreed;
    private final AtomicLong heldBytes = new AtomicLong();
    private final LongAdder exhausted = new LongAdder();
    private final LongAdder waitedNs = new LongAdder();
    private final ConcurrentHashMap<Integer, LeaderShare> shares = new ConcurrentHashMap<>();
    private final LeaderShare unknownLeader = share(-1);
    private final LeaderCount leaders = new LeaderCount(shares.values(), unknownLeader);
    private volatile boolean paused;

    /**
     * Takes the budget from the JVM's direct memory.
     *
     * @param largestChunkBytes the largest chunk that may be wanted
     * @throws dev.kurier.api.error.ConfigException if that much direct memory is not to be had
     */
    public MemoryPool(long budgetBytes, int largestChunkBytes) {
        this(budgetBytes, largestChunkBytes, false);
    }

    /** As the public one; with {@code poisonFreed} memory is overwritten as soon as it is given back, to betray late readers. */
    MemoryPool(long budgetBytes, int largestChunkBytes, boolean poisonFreed) {
        this.slabs = new Slabs(budgetBytes, largestChunkBytes);
        this.totalBytes = slabs.totalBytes();
        this.freeLists = new FreeLists(slabs.largestOrder(), totalBytes);
        this.tickets = new TicketQueue(this::lend);
        this.poisonFreed = poisonFreed;
    }

    /** The account of a leader, -1 for "unknown"; the same object for the same leader. */
    public LeaderShare share(int leader) {
        LeaderShare share = shares.get(leader);
        return share != null ? share : shares.computeIfAbsent(leader, LeaderShare::new);
    }

    /**
     * Looks whether several leaders are written to, as one of them then holds at most half of the memory; for the sender.
     *
     * @param nowNs the time on the monotonic clock
     * @return after how long to look again while somebody waits, in nanoseconds
     */
    public long lookAtLeaders(long nowNs) {
        long delayNs = leaders.advance(nowNs);
        if (delayNs == 0) {
            settle();
            delayNs = leaders.advance(nowNs);
        }
        return delayNs;
    }

    /** How much the records of one leader may hold now. */
    public long leaderLimitBytes() {
        return leaders.areSeveral() ? totalBytes / 2 : totalBytes;
    }

    /** The largest chunk that this pool can ever lend. */
    public int largestChunkBytes() {
        return 1 << slabs.largestOrder();
    }

    /**
     * Lends a chunk of at least {@code sizeBytes}, or returns null if there is none now or others wait for one.
     *
     * @throws IllegalArgumentException if it is larger than {@link #largestChunkBytes}
     */
    public @Nullable MemoryChunk tryTake(LeaderShare share, int sizeBytes) {
        int order = checkedOrder(sizeBytes);
        leaders.use(share);
        if (paused || tickets.mustQueue() || !charge(share, order)) {
            return null;
        }
        MemoryChunk chunk = null;
        try {
            chunk = freeLists.poll(order);
            if (chunk == null) {
                chunk = tickets.locked(() -> cut(order));
            }
        } finally {
            if (chunk == null) {
                uncharge(share, 1 << order);
                // Somebody's turn may have been passed over while this charge stood.
                settle();
            }
        }
        if (chunk != null) {
            chunk.take(share);
        }
        return chunk;
    }

    /** Queues for a chunk of at least {@code sizeBytes}; the ticket may be granted at once. */
    public MemoryTicket queue(LeaderShare share, int sizeBytes) {
        leaders.use(share);
        MemoryTicket ticket = tickets.add(number -> new MemoryTicket(this, share, checkedOrder(sizeBytes), number));
        if (ticket.isWaiting()) {
            exhausted.increment();
        }
        return ticket;
    }

    /**
     * Lends {@code sizeBytes} in any case, beside the slabs if they have no room; nothing else is lent until the budget is
     * kept again. For the sender, which must not wait and which gives back more than it takes.
     */
    public MemoryChunk overdraw(LeaderShare share, int sizeBytes) {
        MemoryChunk chunk = sizeBytes <= largestChunkBytes() ? tryTake(share, sizeBytes) : null;
        if (chunk == null) {
            chunk = new MemoryChunk(ByteBuffer.allocate(sizeBytes), null, 0);
            share.chargeAnyway(sizeBytes);
            heldBytes.addAndGet(sizeBytes);
            chunk.take(share);
        }
        return chunk;
    }

    /**
     * Takes a chunk back. Its bytes may be overwritten from now on.
     *
     * @throws IllegalStateException if it was given back before
     */
    public void release(MemoryChunk chunk) {
        LeaderShare share = chunk.giveBack();
        int sizeBytes = chunk.sizeBytes();
        if (poisonFreed) {
            poison(chunk.buffer());
        }
        if (chunk.slab() != null) {
            freeLists.add(chunk);
        }
        uncharge(share, sizeBytes);
        settle();
    }

    /** Stops lending, as if nothing were left, until {@link #resume}. */
    public void pause() {
        paused = true;
    }

    /** Ends a {@link #pause}; those who waited come first. */
    public void resume() {
        paused = false;
        settle();
    }

    /** Ends all waiting without memory, and refuses to lend from now on (but not to take back). */
    public void close() {
        tickets.close();
    }

    /** What the pool lends from: the budget, rounded down to the smallest chunk. */
    public long totalBytes() {
        return totalBytes;
    }

    /** What is not lent now; negative while overdrawn. */
    public long availableBytes() {
        return totalBytes - heldBytes.get();
    }

    /** Tells whether somebody waits now. */
    public boolean hasWaiters() {
        return tickets.waiting() > 0;
    }

    /** Whose memory those who wait now are waiting for; null if nobody waits, or not for memory but for callbacks. */
    public @Nullable MemoryDemand demand() {
        return paused ? null : tickets.locked(() -> tickets.demand(shares.values(), shareLimitBytes()));
    }

    /** How many tickets wait now. */
    public int waiting() {
        return tickets.waiting();
    }

    /** How many times somebody had to wait. */
    public long exhaustedTotal() {
        return exhausted.sum();
    }

    /** Adds to {@link #waitedNsTotal} what a caller has spent waiting. */
    public void recordWait(long ns) {
        waitedNs.add(ns);
    }

    /** How long callers have waited, all together. */
    public long waitedNsTotal() {
        return waitedNs.sum();
    }

    /** What is free when everything was given back; for tests. */
    long joinedFreeBytes() {
        Long free = tickets.locked(() -> {
            freeLists.drain(MemoryPool::join);
            return slabs.freeBytes();
        });
        return free == null ? 0 : free;
    }

    void cancel(MemoryTicket ticket) {
        MemoryChunk granted = tickets.finish(ticket);
        if (granted != null) {
            release(granted);
        } else {
            settle();
        }
    }

    @Nullable
    MemoryChunk takeGranted(MemoryTicket ticket) {
        return ticket.isGranted() ? tickets.finish(ticket) : null;
    }

    /** Tries to serve the first in the queue; holds the lock. */
    private TicketQueue.Lent lend(MemoryTicket ticket) {
        if (paused) {
            return TicketQueue.Lent.NO_MEMORY;
        }
        LeaderShare share = ticket.share();
        if (!share.charge(ticket.sizeBytes(), shareLimitBytes())) {
            return TicketQueue.Lent.SHARE_USED_UP;
        }
        MemoryChunk chunk = null;
        if (heldBytes.addAndGet(ticket.sizeBytes()) <= totalBytes) {
            chunk = freeLists.poll(ticket.order());
            if (chunk == null) {
                chunk = cut(ticket.order());
            }
        }
        if (chunk == null) {
            uncharge(share, ticket.sizeBytes());
            return TicketQueue.Lent.NO_MEMORY;
        }
        chunk.take(share);
        ticket.grant(chunk);
        return TicketQueue.Lent.GRANTED;
    }

    /** Cuts a chunk from the slabs, joining what was given back only if need be; holds the lock. */
    private @Nullable MemoryChunk cut(int order) {
        freeLists.drainOverflow(MemoryPool::join);
        MemoryChunk chunk = slabs.take(order);
        if (chunk == null) {
            freeLists.drain(MemoryPool::join);
            chunk = slabs.take(order);
        }
        return chunk;
    }

    private long shareLimitBytes() {
        return leaders.areSeveral() ? totalBytes / 2 : Long.MAX_VALUE;
    }

    private static void join(MemoryChunk chunk) {
        Objects.requireNonNull(chunk.slab(), "slab").giveBack(chunk);
    }

    private boolean charge(LeaderShare share, int order) {
        int sizeBytes = 1 << order;
        if (!share.charge(sizeBytes, shareLimitBytes())) {
            return false;
        }
        if (heldBytes.addAndGet(sizeBytes) > totalBytes) {
            uncharge(share, sizeBytes);
            settle();
            return false;
        }
        return true;
    }

    private void uncharge(LeaderShare share, int sizeBytes) {
        heldBytes.addAndGet(-sizeBytes);
        share.uncharge(sizeBytes);
    }

    /** Serves those who wait, after anything that may have made room for them. */
    private void settle() {
        VarHandle.fullFence();
        tickets.settle();
    }

    private int checkedOrder(int sizeBytes) {
        int order = Slabs.orderOf(sizeBytes);
        if (order > slabs.largestOrder()) {
            throw new IllegalArgumentException("a chunk of " + sizeBytes + " bytes is larger than the largest one, "
                    + largestChunkBytes() + " bytes");
        }
        return order;
    }

    private static void poison(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, POISON);
        }
    }
}
