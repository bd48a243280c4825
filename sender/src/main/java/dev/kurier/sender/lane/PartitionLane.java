package dev.kurier.sender.lane;

import dev.kurier.accumulator.OpenBatch;
import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.SealReason;
import dev.kurier.accumulator.SealedBatch;
import dev.kurier.sender.cluster.Leadership;
import dev.kurier.sender.cluster.TopicState;
import dev.kurier.sender.lane.ProduceBatch.State;
import dev.kurier.sender.watch.CompletionOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of one partition may be sent next.
 *
 * <p>Batches come from the chain in order, get their sequence when they are first sent, and stay in {@code unresolved}
 * until a definite end. None gets its numbers five or more places behind one without an end, since brokers remember the
 * last five; only one is sent until the leader has confirmed the first (KAFKA-15591); and after trouble they are sent again
 * oldest first, one by one. Belongs to the sender's thread.
 */
public final class PartitionLane {
    /** Brokers recognise a repeated batch among the last five of a producer and partition. */
    static final int MAX_UNRESOLVED = 5;

    private final PartitionChain chain;
    private final DeliverySettings settings;
    private final DrainPressure pressure;
    private final int pipelineLimit;
    private final List<ProduceBatch> unresolved = new ArrayList<>(MAX_UNRESOLVED);
    private final Deque<ProduceBatch> requeued = new ArrayDeque<>();
    private final Deque<ProduceBatch> broken = new ArrayDeque<>();
    private final CompletionOrder completions = new CompletionOrder();
    private ProducerIdentity identity = ProducerIdentity.NONE;
    private int nextSequence;
    private long turns;
    private @Nullable TopicState topic;
    private Leadership leadership = Leadership.NONE;
    private boolean confirmed;
    private @Nullable String brokenBecause;
    private long drainUpTo = -1;
    private long lastTaken = -1;
    private boolean hurried;
    private long hurriedAtNs;

    /** Where the lane stands in {@link LaneSchedule} and {@link LaneTimers}, which alone use these; -1 for nowhere. */
    int queuedFor = -1;

    int timerIndex = -1;
    long wakeAtNs;

    public PartitionLane(PartitionChain chain, DeliverySettings settings, DrainPressure pressure, int maxInFlight) {
        this.chain = chain;
        this.pressure = pressure;
        this.settings = settings;
        this.pipelineLimit = settings.idempotent() ? Math.min(MAX_UNRESOLVED, maxInFlight) : 1;
    }

    public PartitionChain chain() {
        return chain;
    }

    Leadership leadership() {
        return leadership;
    }

    @Nullable
    TopicState topic() {
        return topic;
    }

    /** Tells whether the topic was created again with fewer partitions, and has this one no more. */
    boolean isGone() {
        return topic != null && chain.partition() >= topic.partitionCount();
    }

    /** The broker that leads, or -1 if none is known. */
    public int leader() {
        return leadership.leader();
    }

    /** The batches that carry numbers and have no definite end, oldest first. */
    public List<ProduceBatch> unresolved() {
        return unresolved;
    }

    /** The batches that come next, before the chain's; they carry no numbers. */
    public Deque<ProduceBatch> requeued() {
        return requeued;
    }

    public CompletionOrder completions() {
        return completions;
    }

    public ProducerIdentity identity() {
        return identity;
    }

    /** Tells whether nothing of this partition waits for an outcome. */
    public boolean isEmpty() {
        return unresolved.isEmpty() && broken.isEmpty() && requeued.isEmpty() && chain.head() == null;
    }

    /**
     * Follows the partition to its leader; what was confirmed there says nothing about a new one, nor about the log of a topic
     * that was created again.
     *
     * @param state what is known of the topic, or null if it is not known
     * @return whether it has moved
     */
    public boolean follow(@Nullable TopicState state) {
        topic = state;
        Leadership now = Leadership.of(state, chain.partition());
        boolean moved = !now.equals(leadership);
        if (moved) {
            leadership = now;
            confirmed = false;
        }
        chain.leader(now.leader());
        return moved;
    }

    /** Tells whether a new leader may cut a back-off short; not more often than once per back-off, or moves would make storms. */
    public boolean mayHurry(long nowNs) {
        if (hurried && nowNs - hurriedAtNs < settings.retryBackoffNs()) {
            return false;
        }
        hurried = true;
        hurriedAtNs = nowNs;
        return true;
    }

    /** Takes note that the leader has written a batch of the present identity: pipelining may begin. */
    public void confirm(ProduceAttempt attempt) {
        confirmed |= !attempt.isOutOfDate() && attempt.batch().identity().equals(identity);
    }

    /**
     * Wants what the chain holds now to leave without lingering.
     *
     * @return the number of the newest batch concerned, or -1 if there is none
     */
    public long drainNow(SealReason reason, long nowNs) {
        OpenBatch newest = chain.newest();
        if (newest != null) {
            newest.seal(reason, nowNs);
            drainUpTo = newest.ordinal();
        }
        return Math.max(drainUpTo, lastTaken);
    }

    boolean isLingering(OpenBatch batch, long nowNs) {
        return !batch.isSealed() && !isDue(batch, nowNs);
    }

    /** Lets a batch leave without lingering; it takes records until its turn comes. */
    void hurry(OpenBatch batch) {
        drainUpTo = batch.ordinal();
    }

    /** The number of the oldest batch without an outcome, or {@code Long.MAX_VALUE} if all have theirs. */
    public long oldestPending() {
        for (ProduceBatch batch : unresolved) {
            if (!batch.isReported()) {
                return batch.ordinal();
            }
        }
        if (!broken.isEmpty()) {
            return broken.getFirst().ordinal();
        }
        if (!requeued.isEmpty()) {
            return requeued.getFirst().ordinal();
        }
        OpenBatch head = chain.head();
        return head == null ? Long.MAX_VALUE : head.ordinal();
    }

    /** Bumps the epoch before the next batch, once no response is awaited; the first of several reasons counts. */
    public void breakIdentity(String reason) {
        brokenBecause = settings.idempotent() && brokenBecause == null ? reason : brokenBecause;
    }

    public boolean hasBrokenIdentity() {
        return brokenBecause != null;
    }

    @Nullable
    String brokenBecause() {
        return brokenBecause;
    }

    /** Tells whether an answer is still awaited. */
    public boolean hasInFlight() {
        for (ProduceBatch batch : unresolved) {
            if (batch.state() == State.IN_FLIGHT) {
                return true;
            }
        }
        return false;
    }

    /** Takes up a new identity; numbering starts at 0. */
    public void renewIdentity(ProducerIdentity fresh) {
        identity = fresh;
        nextSequence = 0;
        confirmed = false;
        brokenBecause = null;
    }

    /** Gives back the numbers of the newest numbered batch, which is certainly not in the log. */
    public void takeBackSequence(ProduceBatch last) {
        nextSequence = last.baseSequence();
    }

    /** Tells whether {@link #next} would find a batch. */
    public boolean hasNext(long nowNs) {
        if (leader() < 0 || hasBrokenIdentity() || (settings.idempotent() && !identity.isPresent())) {
            return false;
        }
        ProduceBatch oldest = oldestWaiting();
        if (oldest != null) {
            return oldest == oldest() && nowNs - oldest.retryAtNs() >= 0;
        }
        return unresolved.size() < (settings.idempotent() && confirmed ? pipelineLimit : 1)
                && isRemembered(oldest())
                && (requeued.isEmpty()
                        ? hasDrainable(nowNs)
                        : nowNs - requeued.getFirst().retryAtNs() >= 0);
    }

    /**
     * Makes the next batch ready to be taken, sealing it if its time has come.
     *
     * @return its size in bytes, or -1 if there is nothing to send now after all
     */
    public int prepareNext(long nowNs) {
        if (!hasNext(nowNs)) {
            return -1;
        }
        ProduceBatch waiting = oldestWaiting();
        if (waiting == null) {
            if (requeued.isEmpty() && !requeueHead(nowNs)) {
                return -1;
            }
            waiting = requeued.getFirst();
        }
        return waiting.sealed().sizeBytes();
    }

    /** Takes the batch that {@link #prepareNext} has found, numbered. */
    public ProduceBatch takeNext() {
        chain.notStalled();
        ProduceBatch again = oldestWaiting();
        if (again != null) {
            return again;
        }
        ProduceBatch fresh = requeued.removeFirst();
        if (settings.idempotent()) {
            fresh.identify(identity, nextSequence, turns++);
            nextSequence = Sequences.advance(nextSequence, fresh.sealed().recordCount());
        }
        unresolved.add(fresh);
        return fresh;
    }

    /** Says to callers since when the leader has taken nothing, while something waits for it (KIP-794). */
    void reportStall(long nowNs) {
        if (oldestWaiting() != null || !requeued.isEmpty() || hasDrainable(nowNs)) {
            chain.stalled(nowNs);
        } else {
            chain.notStalled();
        }
    }

    /** How long until this lane has to be looked at again though nothing happens; {@code Long.MAX_VALUE} for never. */
    public long nextDelayNs(long nowNs) {
        long delayNs = untilExpiryNs(nowNs);
        ProduceBatch oldest = oldest();
        if (oldest != null && oldest.state() == State.WAITING && nowNs - oldest.retryAtNs() < 0) {
            delayNs = Math.min(delayNs, oldest.retryAtNs() - nowNs);
        }
        if (!requeued.isEmpty() && nowNs - requeued.getFirst().retryAtNs() < 0) {
            delayNs = Math.min(delayNs, requeued.getFirst().retryAtNs() - nowNs);
        }
        OpenBatch head = chain.head();
        if (head != null && !head.isSealed() && !isDue(head, nowNs)) {
            delayNs = Math.min(delayNs, head.openedNs() - nowNs + settings.lingerNs());
        }
        return Math.max(0, delayNs);
    }

    private long untilExpiryNs(long nowNs) {
        long delayNs = Long.MAX_VALUE;
        for (ProduceBatch batch : unresolved) {
            delayNs = Math.min(delayNs, (batch.isReported() ? batch.healUntilNs() : batch.deadlineNs()) - nowNs);
        }
        if (!requeued.isEmpty()) {
            delayNs = Math.min(delayNs, requeued.getFirst().deadlineNs() - nowNs);
        }
        OpenBatch head = chain.head();
        if (head != null) {
            delayNs = Math.min(delayNs, head.openedNs() - nowNs + settings.deliveryTimeoutNs());
        }
        return Math.max(delayNs, pressure.sparedNs(nowNs));
    }

    /** Takes out of the chain and the queues what has passed its deadline without ever having been sent. */
    public List<ProduceBatch> takeExpiredUnsent(long nowNs) {
        List<ProduceBatch> expired = new ArrayList<>();
        while (!requeued.isEmpty() && nowNs - requeued.peekFirst().deadlineNs() >= 0) {
            expired.add(requeued.removeFirst());
        }
        OpenBatch head;
        while (requeued.isEmpty()
                && (head = chain.head()) != null
                && nowNs - head.openedNs() - settings.deliveryTimeoutNs() >= 0) {
            head.seal(SealReason.LINGER, nowNs);
            expired.add(takeHead(head, nowNs, nowNs));
        }
        return expired;
    }

    /** Takes a batch of which a record could not be written, so that it must never be sent; or null. */
    public @Nullable ProduceBatch takeBroken() {
        return broken.pollFirst();
    }

    /** Takes everything that was never sent; the producer is closing or has failed. */
    public List<ProduceBatch> takeAllUnsent(SealReason reason, long nowNs) {
        List<ProduceBatch> all = new ArrayList<>(broken);
        all.addAll(requeued);
        broken.clear();
        requeued.clear();
        OpenBatch head;
        while ((head = chain.head()) != null) {
            head.seal(reason, nowNs);
            all.add(takeHead(head, nowNs, nowNs));
        }
        return all;
    }

    /** The oldest batch that carries numbers, or null. */
    public @Nullable ProduceBatch oldest() {
        return unresolved.isEmpty() ? null : unresolved.get(0);
    }

    /** The first batch that waits to be sent again, or null: while there is one, nothing new is sent. */
    private @Nullable ProduceBatch oldestWaiting() {
        for (ProduceBatch batch : unresolved) {
            if (batch.state() == State.WAITING) {
                return batch;
            }
        }
        return null;
    }

    /** Tells whether brokers would recognise the batch even if another is written after all those behind it. */
    private boolean isRemembered(@Nullable ProduceBatch batch) {
        return batch == null || !settings.idempotent() || turns - batch.turn() < MAX_UNRESOLVED;
    }

    private boolean hasDrainable(long nowNs) {
        OpenBatch head = chain.head();
        return head != null && (head.isSealed() ? head.isComplete() : isDue(head, nowNs));
    }

    private boolean isDue(OpenBatch head, long nowNs) {
        return pressure.isOn() || head.ordinal() <= drainUpTo || nowNs - head.openedNs() >= settings.lingerNs();
    }

    private boolean requeueHead(long nowNs) {
        OpenBatch head = chain.head();
        if (head == null) {
            return false;
        }
        if (!head.isSealed()) {
            head.seal(pressure.reason(head.ordinal() <= drainUpTo), nowNs);
        }
        if (!head.isComplete()) {
            // Whoever commits last in a sealed batch sends a hint: the lane is looked at again then.
            return false;
        }
        ProduceBatch batch = takeHead(head, head.openedNs() + settings.deliveryTimeoutNs(), nowNs);
        (batch.sealed().isSendable() ? requeued : broken).addLast(batch);
        return batch.sealed().isSendable();
    }

    private ProduceBatch takeHead(OpenBatch head, long deadlineNs, long nowNs) {
        lastTaken = head.ordinal();
        chain.removeHead();
        SealedBatch sealed = head.toSealed();
        return new ProduceBatch(sealed, completions.add(sealed.outcome()), deadlineNs, nowNs);
    }
}
