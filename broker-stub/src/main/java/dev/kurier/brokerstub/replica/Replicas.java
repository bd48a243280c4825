package dev.kurier.brokerstub.replica;

import dev.kurier.brokerstub.log.PartitionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the copies of one partition, which of them are in sync, and up to where all of these have come.
 *
 * <p>As long as no copy trails, which is the rule, nothing is computed when the leader writes.
 */
public final class Replicas {
    /** What {@link #advance} returns when nothing will happen by itself. */
    public static final long NEVER = Long.MAX_VALUE;

    private final PartitionLog log;
    private final List<Replica> all = new ArrayList<>();
    private List<Replica> trailing = List.of();
    private List<Integer> inSync = List.of();
    private @Nullable Replica leader;
    private int minInSync = 1;
    private boolean underMinIsr;
    private long epochStartOffset;
    private long highWatermark;

    /** Makes the copies; the first broker leads. */
    public Replicas(List<Integer> brokerIds, PartitionLog log) {
        this.log = log;
        brokerIds.forEach(id -> all.add(new Replica(id)));
        leader = all.get(0);
        leader.leads(true, 0);
        settle();
    }

    /** The brokers that have a copy, the preferred leader first. */
    public List<Integer> brokerIds() {
        return all.stream().map(Replica::brokerId).toList();
    }

    /** The brokers in sync, in the order in which they would lead. */
    public List<Integer> inSync() {
        return inSync;
    }

    /** Tells whether the broker has a copy. */
    public boolean contains(int brokerId) {
        return all.stream().anyMatch(replica -> replica.brokerId() == brokerId);
    }

    /** Sets how many copies must be in sync for acks=all, and for the high watermark to move (KIP-966). */
    public void minInSync(int count) {
        highWatermark = highWatermark();
        minInSync = count;
        settle();
    }

    /** Tells whether fewer copies are in sync than must be: the number set, or all if there are fewer. */
    public boolean isUnderMinIsr() {
        return underMinIsr;
    }

    /** The offset below which every copy in sync has everything: what consumers may see. */
    public long highWatermark() {
        return trailing.isEmpty() && !underMinIsr ? log.endOffset() : highWatermark;
    }

    /** Tells whether some copy may have less than the leader. */
    public boolean isAnyTrailing() {
        return !trailing.isEmpty();
    }

    /** The offset at which the leader began to lead. */
    public long epochStartOffset() {
        return epochStartOffset;
    }

    /** The offset behind the last record of a broker's copy. */
    public long endOffset(int brokerId) {
        return of(brokerId).endOffset(log.endOffset());
    }

    /** Gives another broker a copy, complete at once, as a reassignment does in the end. */
    public void add(int brokerId) {
        highWatermark = highWatermark();
        all.add(new Replica(brokerId));
        settle();
    }

    /** Notes that the leader wrote. */
    public void appended(long nowNs) {
        if (!trailing.isEmpty()) {
            trailing.forEach(replica -> replica.missed(nowNs, log.endOffset()));
            settle();
        }
    }

    /** Leaves the partition without a leader. */
    public void noLeader() {
        highWatermark = highWatermark();
        if (leader != null) {
            leader.leads(false, log.endOffset());
            leader = null;
        }
        settle();
    }

    /** Makes a copy the leader: what it doesn't have is gone from the log. */
    public void lead(int brokerId) {
        long epochStart = endOffset(brokerId);
        noLeader();
        log.truncateBack(epochStart);
        all.forEach(replica -> replica.truncate(epochStart));
        highWatermark = Math.min(highWatermark, epochStart);
        epochStartOffset = epochStart;
        leader = of(brokerId);
        leader.leads(true, epochStart);
        leader.inSync(true);
        progress();
    }

    /** As {@link #lead}, by a copy that may not be in sync: it alone is, until others have caught up. */
    public void leadUncleanly(int brokerId) {
        all.forEach(replica -> replica.inSync(replica.brokerId() == brokerId));
        lead(brokerId);
    }

    /** Says whether a broker can copy at all: it is up, and its disk takes what it writes. */
    public void online(int brokerId, boolean online) {
        before(brokerId).online(online, log.endOffset());
        progress();
    }

    public void follow(int brokerId) {
        before(brokerId).follow(log.endOffset());
        progress();
    }

    public void stall(int brokerId) {
        before(brokerId).stall(log.endOffset());
        progress();
    }

    public void lagBy(int brokerId, long lagNs) {
        before(brokerId).lagBy(lagNs, log.endOffset());
        progress();
    }

    /** Lets a copy that trails have the whole batches that end at or before an offset. */
    public void catchUpTo(int brokerId, long offset) {
        Replica replica = before(brokerId);
        if (replica.trails()) {
            replica.catchUpTo(log.wholeBatchesBefore(offset));
            replica.inSync(replica.isInSync() || (leader != null && hasAll(replica)));
            settle();
        }
    }

    /** Takes brokers out of sync, but the leader and the last. */
    public void dropFromSync(Set<Integer> brokerIds) {
        highWatermark = highWatermark();
        for (Replica replica : all) {
            if (brokerIds.contains(replica.brokerId()) && !replica.leads() && countInSync() > 1) {
                replica.inSync(false);
            }
        }
        settle();
    }

    /**
     * Lets time pass: copies that lag get what is due, those that missed something for too long are out of sync.
     *
     * @return how long from now until there is something to do, or {@link #NEVER}
     */
    public long advance(long nowNs, long lagTimeNs) {
        trailing.forEach(replica -> replica.advance(nowNs));
        if (leader != null) {
            trailing.stream()
                    .filter(replica -> replica.isOverdue(nowNs, lagTimeNs))
                    .forEach(replica -> replica.inSync(false));
        }
        progress();
        long next = NEVER;
        for (Replica replica : trailing) {
            next = Math.min(next, replica.nextEventInNs(nowNs, lagTimeNs));
        }
        return leader == null ? NEVER : next;
    }

    /** Takes those into sync that have caught up, and looks at it all anew. */
    private void progress() {
        if (leader != null) {
            all.stream()
                    .filter(replica -> replica.isFollowing() && hasAll(replica))
                    .forEach(replica -> replica.inSync(true));
        }
        settle();
    }

    private boolean hasAll(Replica replica) {
        return replica.endOffset(log.endOffset()) == log.endOffset();
    }

    private void settle() {
        trailing = all.stream().filter(Replica::trails).toList();
        inSync = all.stream().filter(Replica::isInSync).map(Replica::brokerId).toList();
        long common = log.endOffset();
        for (Replica replica : all) {
            if (replica.isInSync()) {
                common = Math.min(common, replica.endOffset(log.endOffset()));
            }
        }
        underMinIsr = inSync.size() < Math.min(minInSync, all.size());
        if (!underMinIsr) {
            highWatermark = Math.max(highWatermark, common);
        }
        log.keepFrom(trailing.isEmpty() && !underMinIsr ? Long.MAX_VALUE : highWatermark);
    }

    private long countInSync() {
        return all.stream().filter(Replica::isInSync).count();
    }

    /** Returns a copy that is about to change; the high watermark must be known as it was. */
    private Replica before(int brokerId) {
        highWatermark = highWatermark();
        return of(brokerId);
    }

    private Replica of(int brokerId) {
        return all.stream()
                .filter(replica -> replica.brokerId() == brokerId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "broker=" + brokerId + " has no replica; the replicas are " + brokerIds()));
    }
}
