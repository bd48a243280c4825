package dev.kurier.sender.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows which lanes have something to send, by leader, and when the others have to be looked at again.
 *
 * <p>A lane stands in at most one queue, that of its present leader, and the queues are served in turn, so that the work per
 * turn is proportional to what is ready and no partition starves.
 */
public final class LaneSchedule {
    private final LaneTimers timers = new LaneTimers();
    private final Map<Integer, Deque<PartitionLane>> readyByLeader = new TreeMap<>();

    /** Files the lane anew after anything about it has changed. */
    public void refresh(PartitionLane lane, long nowNs) {
        if (lane.queuedFor >= 0 && lane.queuedFor != lane.leader()) {
            leaveQueue(lane);
        }
        if (lane.queuedFor < 0 && lane.hasNext(nowNs)) {
            lane.queuedFor = lane.leader();
            readyByLeader
                    .computeIfAbsent(lane.leader(), id -> new ArrayDeque<>())
                    .addLast(lane);
        }
        long delayNs = lane.nextDelayNs(nowNs);
        if (delayNs == Long.MAX_VALUE) {
            timers.clear(lane);
        } else {
            timers.set(lane, nowNs + delayNs);
        }
        lane.reportStall(nowNs);
    }

    /** Takes a lane whose time has come, or null. */
    @Nullable
    public PartitionLane pollDue(long nowNs) {
        return timers.pollDue(nowNs);
    }

    /** How long until a lane's time comes. */
    public long nextDelayNs(long nowNs) {
        return timers.nextDelayNs(nowNs);
    }

    /** The brokers that lead a lane with something to send. */
    public Set<Integer> leadersInDemand() {
        Set<Integer> leaders = new TreeSet<>();
        readyByLeader.forEach((leader, queue) -> {
            if (!queue.isEmpty()) {
                leaders.add(leader);
            }
        });
        return leaders;
    }

    /** How many lanes of that leader stand in its queue. */
    public int readyCount(int leader) {
        Deque<PartitionLane> queue = readyByLeader.get(leader);
        return queue == null ? 0 : queue.size();
    }

    /** Takes the next lane of that leader, or null. */
    @Nullable
    public PartitionLane pollReady(int leader) {
        Deque<PartitionLane> queue = readyByLeader.get(leader);
        PartitionLane lane = queue == null ? null : queue.pollFirst();
        if (lane != null) {
            lane.queuedFor = -1;
        }
        return lane;
    }

    /** Takes the lane out of the queue of a broker that leads it no more, and may not even be there. */
    private void leaveQueue(PartitionLane lane) {
        Deque<PartitionLane> queue = readyByLeader.get(lane.queuedFor);
        if (queue != null) {
            queue.remove(lane);
        }
        lane.queuedFor = -1;
    }

    /** Puts a lane back whose turn it still is. */
    public void putBack(PartitionLane lane, int leader) {
        lane.queuedFor = leader;
        readyByLeader.computeIfAbsent(leader, id -> new ArrayDeque<>()).addFirst(lane);
    }
}
