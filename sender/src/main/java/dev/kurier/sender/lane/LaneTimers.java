package dev.kurier.sender.lane;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Orders lanes by when they have to be looked at: a binary heap in which each lane knows its place. */
final class LaneTimers {
    private @Nullable PartitionLane[] heap = new PartitionLane[64];
    private int size;

    /** Sets when the lane has to be looked at, earlier or later than before. */
    public void set(PartitionLane lane, long atNs) {
        int index = lane.timerIndex;
        if (index < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            index = size++;
        } else if (lane.wakeAtNs == atNs) {
            return;
        }
        lane.wakeAtNs = atNs;
        place(lane, index);
        siftDown(lane, siftUp(lane, index));
    }

    /** Forgets the lane. */
    public void clear(PartitionLane lane) {
        int index = lane.timerIndex;
        if (index < 0) {
            return;
        }
        lane.timerIndex = -1;
        PartitionLane last = at(--size);
        heap[size] = null;
        if (last != lane) {
            place(last, index);
            siftDown(last, siftUp(last, index));
        }
    }

    /** Takes the first lane whose time has come, or null. */
    @Nullable
    public PartitionLane pollDue(long nowNs) {
        if (size == 0 || nowNs - at(0).wakeAtNs < 0) {
            return null;
        }
        PartitionLane due = at(0);
        clear(due);
        return due;
    }

    /** How long until the first lane's time comes; {@code Long.MAX_VALUE} if none waits. */
    public long nextDelayNs(long nowNs) {
        return size == 0 ? Long.MAX_VALUE : Math.max(0, at(0).wakeAtNs - nowNs);
    }

    private PartitionLane at(int index) {
        PartitionLane lane = heap[index];
        if (lane == null) {
            throw new IllegalStateException("hole in the heap at " + index);
        }
        return lane;
    }

    private void place(PartitionLane lane, int index) {
        heap[index] = lane;
        lane.timerIndex = index;
    }

    private int siftUp(PartitionLane lane, int start) {
        int index = start;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (lane.wakeAtNs - at(parent).wakeAtNs >= 0) {
                break;
            }
            place(at(parent), index);
            index = parent;
        }
        place(lane, index);
        return index;
    }

    private void siftDown(PartitionLane lane, int start) {
        int index = start;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && at(child + 1).wakeAtNs - at(child).wakeAtNs < 0) {
                child++;
            }
            if (at(child).wakeAtNs - lane.wakeAtNs >= 0) {
                break;
            }
            place(at(child), index);
            index = child;
        }
        place(lane, index);
    }
}
