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
 * taken as it is needed, in slabs, and handed on when nothing of a slab was used for a while or the pool is closed.
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
    private volatile boolean holdsSlabs;

    /**
     * Makes a pool that has taken nothing yet.
     *
     * @param largestChunkBytes the largest chunk that may be wanted
     * @throws dev.kurier.api.error.ConfigException if the JVM may not use that much direct memory
     */
    public MemoryPool(long budgetBytes, int largestChunkBytes) {
        this(budgetBytes, largestChunkBytes, false);
    }

    /** As the public one; with {@code poisonFreed} memory is overwritten as soon as it is given back, to betray late readers. */
    MemoryPool(long budgetBytes, int largestChunkBytes, boolean poisonFreed) {
        this(budgetBytes, largestChunkBytes, poisonFreed, SlabStock.OF_PROCESS);
    }

    MemoryPool(long budgetBytes, int largestChunkBytes, boolean poisonFreed, SlabStock stock) {
        this.slabs = new Slabs(budgetBytes, largestChunkBytes, stock);
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
     * Looks whether several leaders are written to, as one of them then holds at most half of the memory, and hands on slabs
     * that were not used lately; for the sender.
     *
     * @param nowNs the time on the monotonic clock
     * @return after how long to look again, in nanoseconds; {@code Long.MAX_VALUE} if nobody waits and no memory is held
     */
    public long look(long nowNs) {
        long delayNs = leaders.advance(nowNs);
        if (delayNs == 0) {
            tickets.locked(() -> {
                freeLists.drain(MemoryPool::join);
                slabs.releaseIdle();
                holdsSlabs = slabs.slabBytes() > 0;
                return null;
            });
            settle();
            delayNs = leaders.advance(nowNs);
        } else if (slabs.wasRefused()) {
            // Somebody else may have given direct memory back, and would not tell.
            settle();
        }
        return holdsSlabs || hasWaiters() ? delayNs : Long.MAX_VALUE;
    }

    /** The part of the budget that was taken from the JVM by now. */
    public long slabBytes() {
        Long bytes = tickets.locked(slabs::slabBytes);
        return bytes == null ? 0 : bytes;
    }

    /** Tells whether the JVM had no direct memory left when more of the budget was wanted. */
    public boolean isJvmExhausted() {
        return slabs.wasRefused();
    }

    /** Describes how much direct memory the JVM has, for messages. */
    public String describeJvmMemory() {
        return DirectMemory.usedBytes() + " of " + DirectMemory.limitBytes() + " bytes of direct memory are in use";
    }

    /**
     * Makes the JVM look for direct memory for a ticket that waits because there was none; may take half a second, and does
     * nothing in any other case. For a caller that may wait.
     */
    public void makeRoom(MemoryTicket ticket) {
        if (slabs.wasRefused() && ticket.isWaiting()) {
            slabs.prepare(ticket.order());
            settle();
        }
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
        try {
            settle();
        } catch (RuntimeException | Error e) {
            // Nobody will ask for this ticket: in the queue it would hold up all others.
            cancel(ticket);
            throw e;
        }
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
        if (tickets.isClosed()) {
            releaseFree();
        }
    }

    /** Moves a lent chunk to the account of the leader that its records are for now. */
    public void chargeTo(LeaderShare share, MemoryChunk chunk) {
        chunk.chargeTo(share);
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

    /** Ends all waiting without memory, and refuses to lend from now on; slabs are handed on as their chunks come back. */
    public void close() {
        tickets.close();
        releaseFree();
    }

    private void releaseFree() {
        tickets.locked(() -> {
            freeLists.drain(MemoryPool::join);
            slabs.releaseFree();
            holdsSlabs = slabs.slabBytes() > 0;
            return null;
        });
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
        try {
            if (heldBytes.addAndGet(ticket.sizeBytes()) <= totalBytes) {
                chunk = freeLists.poll(ticket.order());
                if (chunk == null) {
                    chunk = cut(ticket.order());
                }
            }
        } finally {
            if (chunk == null) {
                uncharge(share, ticket.sizeBytes());
            }
        }
        if (chunk == null) {
            return TicketQueue.Lent.NO_MEMORY;
        }
        chunk.take(share);
        ticket.grant(chunk);
        return TicketQueue.Lent.GRANTED;
    }

    /** Cuts a chunk from the slabs, joining what was given back and taking another slab only if need be; holds the lock. */
    private @Nullable MemoryChunk cut(int order) {
        freeLists.drainOverflow(MemoryPool::join);
        MemoryChunk chunk = slabs.take(order);
        if (chunk == null) {
            freeLists.drain(MemoryPool::join);
            chunk = slabs.take(order);
        }
        if (chunk == null && slabs.grow(order)) {
            holdsSlabs = true;
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
