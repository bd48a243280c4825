package dev.kurier.sender.lane;

import dev.kurier.accumulator.PartitionChain;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.protocol.Uuid;
import dev.kurier.sender.cluster.ClusterSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the lane of every partition that was ever written to, and files it anew after each change.
 *
 * <p>Lanes outlive metadata: a partition that vanishes and returns goes on with its numbers. Belongs to the sender's
 * thread.
 */
public final class Lanes {
    private final DeliverySettings settings;
    private final int maxInFlight;
    private final LaneSchedule schedule = new LaneSchedule();
    private final DrainPressure pressure = new DrainPressure();
    private final MemoryRelief relief = new MemoryRelief();
    private final Settlement settlement;
    private final LaneRepair repair;
    private final Map<String, List<@Nullable PartitionLane>> byTopic = new TreeMap<>();
    private final List<PartitionLane> all = new ArrayList<>();
    private ClusterSnapshot cluster = ClusterSnapshot.EMPTY;
    private FlushProgress flushes = FlushProgress.NONE;

    public Lanes(DeliverySettings settings, int maxInFlight, Settlement settlement, LaneRepair repair) {
        this.settings = settings;
        this.maxInFlight = maxInFlight;
        this.settlement = settlement;
        this.repair = repair;
    }

    public DeliverySettings settings() {
        return settings;
    }

    public Settlement settlement() {
        return settlement;
    }

    public LaneRepair repair() {
        return repair;
    }

    public LaneSchedule schedule() {
        return schedule;
    }

    /**
     * Lets open batches leave without lingering if callers wait for their memory.
     *
     * @return whether there is more to send now
     */
    public boolean relieve(MemoryPool memory, long nowNs) {
        return relief.look(memory, all, nowNs, lane -> refresh(lane, nowNs));
    }

    /** Lets everything leave without lingering, for good. */
    public void closing(long nowNs) {
        pressure.close();
        refreshAll(nowNs);
    }

    /** Tells whether a partition of the topic has something without an outcome. */
    public boolean hasPending(String topic) {
        for (PartitionLane lane : byTopic.getOrDefault(topic, List.of())) {
            if (lane != null && !lane.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    public void watchedBy(FlushProgress progress) {
        flushes = progress;
    }

    public Collection<PartitionLane> all() {
        return all;
    }

    /** The lane of a chain, made on first sight. */
    public PartitionLane of(PartitionChain chain) {
        List<@Nullable PartitionLane> lanes = byTopic.computeIfAbsent(chain.topic(), topic -> new ArrayList<>());
        while (lanes.size() <= chain.partition()) {
            lanes.add(null);
        }
        PartitionLane lane = lanes.get(chain.partition());
        if (lane == null) {
            lane = new PartitionLane(chain, settings, pressure, maxInFlight);
            lanes.set(chain.partition(), lane);
            all.add(lane);
            follow(lane, cluster);
        }
        return lane;
    }

    /** Files the lane anew after anything about it has changed, and those from which that has taken memory. */
    public void refresh(PartitionLane lane, long nowNs) {
        PartitionLane other;
        while ((other = repair.keepWithinBudget()) != null) {
            file(other, nowNs);
        }
        file(lane, nowNs);
    }

    private void file(PartitionLane lane, long nowNs) {
        repair.failBroken(lane);
        repair.renewIfQuiet(lane);
        schedule.refresh(lane, nowNs);
        flushes.onProgress(lane);
    }

    /** How long until something has to be done though nothing happens; {@code Long.MAX_VALUE} for never. */
    public long nextDelayNs(long nowNs) {
        return Math.min(schedule.nextDelayNs(nowNs), relief.nextDelayNs(nowNs));
    }

    /** Lets nothing expire for so long, at most {@code delivery.timeout.ms}: the process did not run. */
    public void spare(long pausedNs, long nowNs) {
        pressure.spare(Math.min(pausedNs, settings.deliveryTimeoutNs()), nowNs);
        refreshAll(nowNs);
    }

    /** Looks at every lane whose time has come: linger, retry, deadline. */
    public void runDue(long nowNs) {
        PartitionLane lane;
        while ((lane = schedule.pollDue(nowNs)) != null) {
            if (pressure.sparedNs(nowNs) == 0) {
                repair.expire(lane, nowNs);
            }
            refresh(lane, nowNs);
        }
    }

    /** Files every lane anew; for rare events that concern all. */
    public void refreshAll(long nowNs) {
        for (PartitionLane lane : all) {
            refresh(lane, nowNs);
        }
    }

    /** Follows partitions to their leaders. */
    public void onSnapshot(ClusterSnapshot snapshot, long nowNs) {
        cluster = snapshot;
        for (PartitionLane lane : all) {
            Uuid topicBefore = lane.leadership().topicId();
            if (follow(lane, snapshot)) {
                if (isRecreated(lane, topicBefore) && !settings.followRecreatedTopics()) {
                    repair.failForOldTopic(lane, nowNs);
                }
                ProduceBatch oldest = lane.oldest();
                if (oldest != null && oldest.state() == ProduceBatch.State.WAITING && lane.mayHurry(nowNs)) {
                    oldest.retryNow(nowNs);
                }
                refresh(lane, nowNs);
            }
        }
    }

    private static boolean isRecreated(PartitionLane lane, Uuid topicBefore) {
        Uuid now = lane.leadership().topicId();
        return !topicBefore.isZero() && !now.isZero() && !topicBefore.equals(now);
    }

    private static boolean follow(PartitionLane lane, ClusterSnapshot snapshot) {
        return lane.follow(snapshot.topic(lane.chain().topic()));
    }
}
