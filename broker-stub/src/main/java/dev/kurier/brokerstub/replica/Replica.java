package dev.kurier.brokerstub.replica;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Is one broker's copy of a partition, as far as numbers go.
 *
 * <p>A copy that follows at once has whatever the leader has, at no cost. One that trails (stalled, lagging, or its
 * broker is out of order) has an end of its own, and remembers when the leader wrote what it misses.
 */
final class Replica {
    /** How many appends a copy remembers that it misses; above it, the newest are taken together. */
    private static final int REMEMBERED_APPENDS = 1024;

    private final int brokerId;
    private final Deque<Append> missing = new ArrayDeque<>();
    private Pace pace = Pace.INSTANT;
    private long lagNs;
    private boolean online = true;
    private boolean leads;
    private boolean inSync = true;
    private long ownEndOffset;

    private enum Pace {
        INSTANT,
        LAGGING,
        STALLED
    }

    private record Append(long writtenNs, long endOffset) {}

    Replica(int brokerId) {
        this.brokerId = brokerId;
    }

    int brokerId() {
        return brokerId;
    }

    boolean isInSync() {
        return inSync;
    }

    void inSync(boolean inSync) {
        this.inSync = inSync;
    }

    boolean leads() {
        return leads;
    }

    /** Tells whether it reads on by itself, sooner or later. */
    boolean isFollowing() {
        return online && pace != Pace.STALLED;
    }

    /** Tells whether it may have less than the leader. */
    boolean trails() {
        return !leads && (!online || pace != Pace.INSTANT);
    }

    /** The offset behind its last record, given the leader's. */
    long endOffset(long leaderEndOffset) {
        return trails() ? ownEndOffset : leaderEndOffset;
    }

    /** Makes it the leader, or not any more; as such it has everything. */
    void leads(boolean leads, long leaderEndOffset) {
        change(leaderEndOffset, () -> this.leads = leads);
    }

    void online(boolean online, long leaderEndOffset) {
        change(leaderEndOffset, () -> this.online = online);
    }

    void follow(long leaderEndOffset) {
        change(leaderEndOffset, () -> pace = Pace.INSTANT);
    }

    void stall(long leaderEndOffset) {
        change(leaderEndOffset, () -> pace = Pace.STALLED);
    }

    void lagBy(long lagNs, long leaderEndOffset) {
        change(leaderEndOffset, () -> {
            pace = Pace.LAGGING;
            this.lagNs = lagNs;
        });
    }

    /** Notes what the leader wrote. */
    void missed(long writtenNs, long leaderEndOffset) {
        if (missing.size() == REMEMBERED_APPENDS) {
            missing.removeLast();
        }
        missing.addLast(new Append(writtenNs, leaderEndOffset));
    }

    /** Copies up to an offset; never gives back what it has. */
    void catchUpTo(long offset) {
        ownEndOffset = Math.max(ownEndOffset, offset);
        while (!missing.isEmpty() && missing.getFirst().endOffset <= ownEndOffset) {
            missing.removeFirst();
        }
    }

    /** Copies what is due, if it lags. */
    void advance(long nowNs) {
        while (isCopying() && missing.getFirst().writtenNs + lagNs - nowNs <= 0) {
            ownEndOffset = missing.removeFirst().endOffset;
        }
    }

    /** Drops what lies behind an offset, because the leader doesn't have it. */
    void truncate(long endOffset) {
        ownEndOffset = Math.min(ownEndOffset, endOffset);
        long writtenNs = 0;
        boolean cut = false;
        while (!missing.isEmpty() && missing.getLast().endOffset > endOffset) {
            writtenNs = missing.removeLast().writtenNs;
            cut = true;
        }
        long known = missing.isEmpty() ? ownEndOffset : missing.getLast().endOffset;
        if (cut && known < endOffset) {
            missing.addLast(new Append(writtenNs, endOffset));
        }
    }

    /** Tells whether it has been missing something for longer than this. */
    boolean isOverdue(long nowNs, long lagTimeNs) {
        return !missing.isEmpty() && nowNs - missing.getFirst().writtenNs - lagTimeNs > 0;
    }

    /** How long until it copies something or is overdue; {@link Long#MAX_VALUE} if nothing will happen by itself. */
    long nextEventInNs(long nowNs, long lagTimeNs) {
        long copies = isCopying() ? missing.getFirst().writtenNs + lagNs - nowNs : Long.MAX_VALUE;
        boolean expires = inSync && !missing.isEmpty();
        long leaves = expires ? missing.getFirst().writtenNs + lagTimeNs + 1 - nowNs : Long.MAX_VALUE;
        return Math.min(copies, leaves);
    }

    private boolean isCopying() {
        return trails() && online && pace == Pace.LAGGING && !missing.isEmpty();
    }

    private void change(long leaderEndOffset, Runnable change) {
        long before = endOffset(leaderEndOffset);
        change.run();
        ownEndOffset = before;
        if (!trails()) {
            missing.clear();
        }
    }
}
