package dev.kurier.brokerstub.cluster;

import dev.kurier.brokerstub.log.AppendOutcome;
import dev.kurier.brokerstub.log.AppendTerms;
import dev.kurier.brokerstub.log.PartitionLog;
import dev.kurier.brokerstub.replica.LeaderEpochs;
import dev.kurier.brokerstub.replica.Replicas;
import dev.kurier.protocol.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Knows one partition: who leads it, who replicates it and how far, and its log. */
public final class Partition {
    /** The leader of a partition that has none. */
    public static final int NO_LEADER = -1;

    private final String topic;
    private final int index;
    private final PartitionLog log;
    private final Replicas replicas;
    private final LeaderEpochs epochs = new LeaderEpochs();
    private final Electorate electorate;
    private Set<AppendListener> listeners = Set.of();
    private int leaderId;
    private int leaderEpoch;
    private boolean electionHeld;
    private @Nullable Countdown electionCountdown;
    private @Nullable StaleView stale;

    /**
     * Says what the cluster lets its partitions do by themselves.
     *
     * @param canLead whether a broker is able to lead
     * @param unclean whether one out of sync may lead if none in sync can
     * @param lagTimeNs how long a replica in sync may miss something
     * @param unsettled is told of partitions that need to be given time
     */
    record Electorate(IntPredicate canLead, boolean unclean, long lagTimeNs, Unsettled unsettled) {}

    Partition(String topic, int index, List<Integer> brokerIds, PartitionLog log, Electorate electorate) {
        this.topic = topic;
        this.index = index;
        this.log = log;
        this.replicas = new Replicas(brokerIds, log);
        this.electorate = electorate;
        this.leaderId = brokerIds.get(0);
        epochs.begin(0, 0);
    }

    public String topic() {
        return topic;
    }

    public int index() {
        return index;
    }

    /** The broker that leads, or {@link #NO_LEADER}. */
    public int leaderId() {
        return leaderId;
    }

    /** Counts the changes of leader. */
    public int leaderEpoch() {
        return leaderEpoch;
    }

    public List<Integer> replicas() {
        return replicas.brokerIds();
    }

    /** The replicas in sync, in the order in which they would lead. */
    public List<Integer> inSyncReplicas() {
        return replicas.inSync();
    }

    /** Tells whether fewer replicas are in sync than acks=all needs: so many, or all if there are fewer. */
    public boolean isUnderMinIsr() {
        return replicas.isUnderMinIsr();
    }

    /** Sets how many replicas must be in sync for acks=all. */
    void minInsyncReplicas(int count) {
        replicas.minInSync(count);
    }

    public PartitionLog log() {
        return log;
    }

    /** The offset below which consumers may read: every replica in sync has what lies before it. */
    public long highWatermark() {
        return replicas.highWatermark();
    }

    /** Tells whether a new leader doesn't know yet that the replicas in sync have all of its predecessors' records. */
    public boolean lagsBehindItsEpoch() {
        return replicas.highWatermark() < replicas.epochStartOffset();
    }

    public boolean isReplicatedBy(int brokerId) {
        return replicas.contains(brokerId);
    }

    /** The offset behind the last record that a broker has. */
    public long endOffset(int brokerId) {
        return replicas.endOffset(brokerId);
    }

    /** Returns where an epoch ends in the leader's log. */
    public LeaderEpochs.End endOfEpoch(int epoch) {
        return epochs.endOf(epoch, log.endOffset());
    }

    /** Appends a batch as the leader, or says why not; see {@link PartitionLog#append}. */
    public AppendOutcome append(@Nullable ByteBuffer records, AppendTerms terms, long nowNs) {
        long before = log.endOffset();
        AppendOutcome outcome = log.append(records, terms);
        if (outcome.error() == ErrorCode.NONE && log.endOffset() != before) {
            replicas.appended(nowNs);
            if (replicas.isAnyTrailing()) {
                electorate.unsettled().add(this);
            }
            changed();
        }
        return outcome;
    }

    /** Drops the records before an offset that consumers can read. */
    public void deleteRecords(long beforeOffset) {
        log.truncateFront(Math.min(beforeOffset, highWatermark()));
        changed();
    }

    public void listen(AppendListener listener) {
        if (listeners.isEmpty()) {
            listeners = new LinkedHashSet<>();
        }
        listeners.add(listener);
    }

    public void unlisten(AppendListener listener) {
        if (!listeners.isEmpty()) {
            listeners.remove(listener);
        }
    }

    /** Tells the listeners that there is something new. */
    public void changed() {
        if (!listeners.isEmpty()) {
            listeners.forEach(AppendListener::onChange);
        }
    }

    /** Returns what a broker tells of this partition at this time. */
    public PartitionView toldBy(int brokerId, long nowNs) {
        StaleView old = stale;
        return old != null && old.isToldBy(brokerId) && old.remainingNs(nowNs) > 0 ? old.view() : view();
    }

    /** Makes brokers go on telling what is true now. */
    public void freezeView(Set<Integer> brokerIds, Duration duration) {
        stale = new StaleView(view(), brokerIds, duration);
        electorate.unsettled().add(this);
    }

    /** Changes something about the replicas. */
    public void replicas(Consumer<Replicas> change) {
        change.accept(replicas);
        electorate.unsettled().add(this);
        changed();
    }

    /** Takes the leader away, until somebody is made the leader or the time is over. */
    public void leaderless(@Nullable Duration duration) {
        electionHeld = true;
        electionCountdown = duration == null ? null : new Countdown(duration);
        electorate.unsettled().add(this);
        if (leaderId != NO_LEADER) {
            noLeader();
        }
    }

    /** Makes a replica the leader in a new epoch; what it lacks is lost. */
    void lead(int brokerId) {
        begin(brokerId, () -> replicas.lead(brokerId));
    }

    /** As {@link #lead}, by one that need not be in sync. */
    void leadUncleanly(int brokerId) {
        begin(brokerId, () -> replicas.leadUncleanly(brokerId));
    }

    /** Takes the broker out of sync; the last one in sync stays on the list, as in Kafka. */
    void brokerDown(int brokerId) {
        if (!replicas.contains(brokerId)) {
            return;
        }
        if (leaderId == brokerId) {
            elect();
        }
        replicas(all -> {
            all.online(brokerId, false);
            all.dropFromSync(Set.of(brokerId));
        });
    }

    /** Lets the broker copy again, and lead if nobody else could. */
    void brokerUp(int brokerId) {
        if (replicas.contains(brokerId)) {
            replicas(all -> all.online(brokerId, true));
            if (leaderId == NO_LEADER && !electionHeld) {
                elect();
            }
        }
    }

    /** Lets time pass; returns how long from now until there is something to do, or {@link Unsettled#NEVER}. */
    long advance(long nowNs) {
        long next = Unsettled.NEVER;
        Countdown election = electionCountdown;
        if (election != null && election.remainingNs(nowNs) <= 0) {
            electionHeld = false;
            electionCountdown = null;
            elect();
        } else if (election != null) {
            next = election.remainingNs(nowNs);
        }
        StaleView old = stale;
        if (old != null && old.remainingNs(nowNs) <= 0) {
            stale = null;
        } else if (old != null) {
            next = Math.min(next, old.remainingNs(nowNs));
        }
        long seen = highWatermark();
        List<Integer> inSync = replicas.inSync();
        next = Math.min(next, replicas.advance(nowNs, electorate.lagTimeNs()));
        if (seen != highWatermark() || !inSync.equals(replicas.inSync())) {
            changed();
        }
        return next;
    }

    /** Finds the next leader: the first in sync that can, else anybody if that is allowed, else nobody. */
    private void elect() {
        Integer clean = firstAble(replicas.inSync());
        Integer unclean = electorate.unclean() ? firstAble(replicas.brokerIds()) : null;
        if (clean != null) {
            lead(clean);
        } else if (unclean != null) {
            leadUncleanly(unclean);
        } else if (leaderId != NO_LEADER) {
            noLeader();
        }
    }

    private @Nullable Integer firstAble(List<Integer> brokerIds) {
        return brokerIds.stream()
                .filter(id -> electorate.canLead().test(id))
                .findFirst()
                .orElse(null);
    }

    private void begin(int brokerId, Runnable change) {
        change.run();
        electionHeld = false;
        electionCountdown = null;
        leaderId = brokerId;
        leaderEpoch++;
        epochs.begin(leaderEpoch, log.endOffset());
        electorate.unsettled().add(this);
        changed();
    }

    private void noLeader() {
        replicas.noLeader();
        leaderId = NO_LEADER;
        leaderEpoch++;
        changed();
    }

    private PartitionView view() {
        return new PartitionView(leaderId, leaderEpoch, replicas(), inSyncReplicas());
    }
}
