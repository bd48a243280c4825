package dev.kurier.brokerstub.cluster;

import java.time.Duration;
import java.util.Set;

/** Is what some brokers go on telling about a partition for a while, whatever happens to it. */
final class StaleView {
    private final PartitionView view;
    private final Set<Integer> brokerIds;
    private final Countdown countdown;

    StaleView(PartitionView view, Set<Integer> brokerIds, Duration duration) {
        this.view = view;
        this.brokerIds = Set.copyOf(brokerIds);
        this.countdown = new Countdown(duration);
    }

    PartitionView view() {
        return view;
    }

    boolean isToldBy(int brokerId) {
        return brokerIds.contains(brokerId);
    }

    long remainingNs(long nowNs) {
        return countdown.remainingNs(nowNs);
    }
}
