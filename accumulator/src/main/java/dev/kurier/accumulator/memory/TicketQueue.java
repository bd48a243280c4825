package dev.kurier.accumulator.memory;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who wait for memory in order, and owns the pool's lock.
 *
 * <p>Nobody who gives memory back waits for the lock: {@link #settle} leaves a note, and whoever holds the lock reads it
 * after unlocking. The note is written before the lock is tried, and read after it was released, so it is never missed.
 */
final class TicketQueue {
    /** Says how an attempt to serve a ticket ended. */
    enum Lent {
        GRANTED,
        /** The ticket's leader holds its share; others may be served. */
        SHARE_USED_UP,
        /** Nobody may be served: memory for the first in the queue has to gather. */
        NO_MEMORY
    }

    /** Serves tickets. */
    @FunctionalInterface
    interface Lender {
        /** Grants the ticket if it can; holds the lock. */
        Lent lend(MemoryTicket ticket);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Lender lender;
    private final List<LeaderShare> queues = new ArrayList<>();
    private long nextNumber;
    private volatile int waiting;
    private volatile boolean closed;
    private volatile boolean settlingDue;

    TicketQueue(Lender lender) {
        this.lender = lender;
    }

    int waiting() {
        return waiting;
    }

    /** Tells whether who comes now has to queue. */
    boolean mustQueue() {
        return closed || waiting > 0;
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs {@code work} under the lock, which must be short. */
    <T> @Nullable T locked(Supplier<@Nullable T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            settleWhileDue();
        }
    }

    /** Adds the ticket that {@code numbered} makes; {@link #settle} comes next. */
    MemoryTicket add(LongFunction<MemoryTicket> numbered) {
        lock.lock();
        MemoryTicket ticket;
        try {
            ticket = numbered.apply(nextNumber++);
            if (closed) {
                ticket.close();
            } else {
                enqueue(ticket);
            }
        } finally {
            lock.unlock();
        }
        return ticket;
    }

    /** Ends a ticket for its owner, and hands out what it was granted. */
    @Nullable
    MemoryChunk finish(MemoryTicket ticket) {
        return locked(() -> {
            if (ticket.isWaiting()) {
                ticket.share().waiting.remove(ticket);
                waiting--;
            }
            return ticket.finish();
        });
    }

    /** Serves whom it can. The caller has made room first and put a full fence behind that. */
    void settle() {
        if (waiting > 0) {
            settlingDue = true;
            settleWhileDue();
        }
    }

    /**
     * Finds out whose memory the first in the queues wait for; holds the lock.
     *
     * @param shareLimitBytes how much one leader's records may hold
     */
    @Nullable
    MemoryDemand demand(Collection<LeaderShare> all, long shareLimitBytes) {
        MemoryTicket oldest = null;
        Set<Integer> leaders = new TreeSet<>();
        for (LeaderShare share : queues) {
            MemoryTicket first = share.waiting.peekFirst();
            if (first == null) {
                continue;
            }
            if (oldest == null || first.number() < oldest.number()) {
                oldest = first;
            }
            if (share.mayHold(first.sizeBytes(), shareLimitBytes)) {
                all.forEach(any -> leaders.add(any.leader()));
            } else {
                leaders.add(share.leader());
            }
        }
        return oldest == null ? null : new MemoryDemand(oldest.number(), nextNumber - 1, oldest.sizeBytes(), leaders);
    }

    /** Ends all waiting. */
    void close() {
        List<MemoryTicket> ended = new ArrayList<>();
        locked(() -> {
            closed = true;
            queues.forEach(share -> ended.addAll(share.waiting));
            // Nothing can fail from here on: nobody is taken from the queue without being told.
            ended.forEach(MemoryTicket::close);
            queues.forEach(share -> share.waiting.clear());
            queues.clear();
            waiting = 0;
            return null;
        });
        ended.forEach(MemoryTicket::settled);
    }

    private void enqueue(MemoryTicket ticket) {
        LeaderShare share = ticket.share();
        if (share.waiting.isEmpty() && !queues.contains(share)) {
            queues.add(share);
        }
        share.waiting.add(ticket);
        waiting++;
        // From here on newcomers queue and givers look here; what was given before this fence is seen by settle().
        VarHandle.fullFence();
    }

    private void settleWhileDue() {
        while (settlingDue && lock.tryLock()) {
            List<MemoryTicket> served;
            try {
                settlingDue = false;
                served = serve();
            } finally {
                lock.unlock();
            }
            served.forEach(MemoryTicket::settled);
        }
    }

    private List<MemoryTicket> serve() {
        List<MemoryTicket> served = new ArrayList<>();
        List<LeaderShare> usedUp = new ArrayList<>();
        LeaderShare first;
        while ((first = firstInLine(usedUp)) != null) {
            MemoryTicket ticket = first.waiting.getFirst();
            switch (lender.lend(ticket)) {
                case GRANTED -> {
                    first.waiting.removeFirst();
                    waiting--;
                    served.add(ticket);
                }
                case SHARE_USED_UP -> usedUp.add(first);
                case NO_MEMORY -> {
                    return served;
                }
            }
        }
        return served;
    }

    private @Nullable LeaderShare firstInLine(List<LeaderShare> passedOver) {
        LeaderShare first = null;
        queues.removeIf(share -> share.waiting.isEmpty());
        for (LeaderShare share : queues) {
            if (!passedOver.contains(share)
                    && (first == null
                            || share.waiting.getFirst().number()
                                    < first.waiting.getFirst().number())) {
                first = share;
            }
        }
        return first;
    }
}
