package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionContext;

/**
 * Draws the next partition of records without a key; KIP-794's rule.
 *
 * <p>Among the partitions with a leader, each has the chance {@code longest queue + 1 - own queue}: a broker that is
 * behind gets less. Equal queues make the draw uniform. With a rack, only leaders there take part while one of them can
 * be used (KIP-1123). Allocates nothing; may be used from any thread.
 *
 * @param random the source of the draws
 * @param adaptive whether queues count at all
 * @param availabilityTimeoutMs leave out partitions whose leader has been stalled for longer; 0: never
 * @param rack whose leaders are preferred; empty for none
 */
record PartitionDraw(RandomDraw random, boolean adaptive, long availabilityTimeoutMs, String rack) {
    /** Draws; {@code previous} (or -1) is drawn again only if there is no other. */
    int next(PartitionContext topic, int previous) {
        int count = topic.partitionCount();
        boolean near = hasUsableInRack(topic, previous);
        int longest = 0;
        int usable = 0;
        for (int p = 0; p < count; p++) {
            if (isCandidate(topic, p, previous, near)) {
                usable++;
                longest = Math.max(longest, topic.queuedBatches(p));
            }
        }
        if (usable == 0) {
            return withoutChoice(topic, previous);
        }
        return adaptive ? weighted(topic, previous, longest, near) : uniform(topic, previous, usable, near);
    }

    /** Says which racks are preferred, to be added to a sentence. */
    String preference() {
        return rack.isEmpty() ? "" : ", in rack " + rack + " while a leader there can be used";
    }

    /** Tells whether some partition has a leader. */
    static boolean hasLeader(PartitionContext topic) {
        for (int p = 0; p < topic.partitionCount(); p++) {
            if (topic.isAvailable(p)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasUsableInRack(PartitionContext topic, int previous) {
        if (!rack.isEmpty()) {
            for (int p = 0; p < topic.partitionCount(); p++) {
                if (isCandidate(topic, p, previous, true)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isUsable(PartitionContext topic, int partition, boolean near) {
        return isUsable(topic, partition) && (!near || rack.equals(topic.leaderRack(partition)));
    }

    private boolean isUsable(PartitionContext topic, int partition) {
        return topic.isAvailable(partition)
                && (availabilityTimeoutMs == 0 || topic.stalledMs(partition) <= availabilityTimeoutMs);
    }

    private int weighted(PartitionContext topic, int previous, int longest, boolean near) {
        long total = 0;
        for (int p = 0; p < topic.partitionCount(); p++) {
            total += isCandidate(topic, p, previous, near) ? weight(topic, p, longest) : 0;
        }
        long drawn = random.below(Math.max(1, total));
        int last = -1;
        for (int p = 0; p < topic.partitionCount(); p++) {
            if (isCandidate(topic, p, previous, near)) {
                last = p;
                drawn -= weight(topic, p, longest);
                if (drawn < 0) {
                    return p;
                }
            }
        }
        // Queues and leaders change while we look: the sums may differ.
        return last >= 0 ? last : withoutChoice(topic, previous);
    }

    private boolean isCandidate(PartitionContext topic, int partition, int previous, boolean near) {
        return partition != previous && isUsable(topic, partition, near);
    }

    private static int weight(PartitionContext topic, int partition, int longest) {
        return Math.max(1, longest + 1 - topic.queuedBatches(partition));
    }

    private int uniform(PartitionContext topic, int previous, int usable, boolean near) {
        long drawn = random.below(usable);
        int last = -1;
        for (int p = 0; p < topic.partitionCount(); p++) {
            if (isCandidate(topic, p, previous, near)) {
                last = p;
                if (drawn-- == 0) {
                    return p;
                }
            }
        }
        return last >= 0 ? last : withoutChoice(topic, previous);
    }

    private int withoutChoice(PartitionContext topic, int previous) {
        boolean canRepeat = previous >= 0 && previous < topic.partitionCount() && topic.isAvailable(previous);
        return canRepeat ? previous : anyOf(topic);
    }

    /** Draws among those with a leader, stalled or not, or else among all: their records wait for a leader. */
    private int anyOf(PartitionContext topic) {
        int count = topic.partitionCount();
        int start = (int) random.below(count);
        for (int i = 0; i < count; i++) {
            int p = (start + i) % count;
            if (topic.isAvailable(p)) {
                return p;
            }
        }
        return start;
    }
}
