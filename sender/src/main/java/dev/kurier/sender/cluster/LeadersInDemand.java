package dev.kurier.sender.cluster;

import dev.kurier.sender.net.Broker;
import dev.kurier.sender.net.Brokers;

/**
 * Knows when a leader that records wait for counts as unreachable.
 *
 * <p>From then on metadata is asked for again and again: the cluster may elect another leader at any time, and what is sent to a
 * frozen leader that wakes as a follower is cut off its log. Belongs to the sender's thread.
 */
final class LeadersInDemand {
    private final Brokers brokers;
    private final PendingRecords pending;

    LeadersInDemand(Brokers brokers, PendingRecords pending) {
        this.brokers = brokers;
        this.pending = pending;
    }

    /** How long until one counts as unreachable; 0 if one does, {@code Long.MAX_VALUE} if all respond. */
    long overdueDelayNs(long nowNs) {
        long delayNs = Long.MAX_VALUE;
        for (Broker broker : brokers.known()) {
            long overdueNs = broker.overdueDelayNs(nowNs);
            if (overdueNs < delayNs && pending.hasAnyFor(broker.id())) {
                delayNs = overdueNs;
            }
        }
        return delayNs;
    }
}
