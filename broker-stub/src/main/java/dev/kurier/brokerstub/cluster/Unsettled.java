package dev.kurier.brokerstub.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps the partitions in which something is going to happen by itself: a replica that lags, a leader to come. */
final class Unsettled {
    static final long NEVER = Long.MAX_VALUE;

    private final Set<Partition> partitions = new LinkedHashSet<>();

    void add(Partition partition) {
        partitions.add(partition);
    }

    void remove(Partition partition) {
        partitions.remove(partition);
    }

    /** Lets time pass; returns how long from now until there is something to do, or {@link #NEVER}. */
    long advance(long nowNs) {
        if (partitions.isEmpty()) {
            return NEVER;
        }
        long next = NEVER;
        for (Partition partition : List.copyOf(partitions)) {
            long partitionNextNs = partition.advance(nowNs);
            if (partitionNextNs == NEVER) {
                partitions.remove(partition);
            }
            next = Math.min(next, partitionNextNs);
        }
        return next;
    }
}
