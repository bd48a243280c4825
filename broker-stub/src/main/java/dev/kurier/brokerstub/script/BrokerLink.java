package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.LinkState;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Makes the way to one broker, or to all, slow: for every connection, present and future.
 *
 * <p>All of it delays answers only, and no request waits for the answer of another: that tells a slow link from a slow
 * broker ({@link FaultBuilder#delay}). Answers on their way keep their time. May be used from any thread.
 */
public final class BrokerLink {
    private final ClusterCore core;
    private final List<LinkState> links;

    /** Makes the handle of these links; for {@code StubCluster}. */
    public BrokerLink(ClusterCore core, List<LinkState> links) {
        this.core = core;
        this.links = links;
    }

    /** Sets the time from a request to its answer, on top of the broker's own; 0 for none. */
    public BrokerLink roundTrip(Duration time) {
        long latencyNs = notNegative("roundTrip", time);
        return change(link -> link.latencyNs(latencyNs == 0 ? null : () -> latencyNs));
    }

    /** As {@link #roundTrip(Duration)}, drawn for each answer; none overtakes another of its connection. */
    public BrokerLink roundTrip(DelayDistribution time) {
        synchronized (core.lock()) {
            for (LinkState link : links) {
                SplittableRandom random = core.faults().newRandom();
                link.latencyNs(() -> time.nextNs(random));
            }
        }
        return this;
    }

    /** Sets how many bytes a second each connection gets. */
    public BrokerLink bandwidth(long bytesPerSecond) {
        long rate = StruckRequests.atLeast(1, "bandwidth", bytesPerSecond);
        return change(link -> link.bytesPerSecond(rate));
    }

    /** Cuts answers into pieces of that many bytes, which leave one by one with that time between them. */
    public BrokerLink slicer(int bytes, Duration between) {
        long betweenNs = notNegative("between", between);
        int size = (int) StruckRequests.atLeast(1, "bytes", bytes);
        return change(link -> link.slices(size, betweenNs));
    }

    /** Makes it as fast as it was. */
    public void clear() {
        change(link -> {
            link.latencyNs(null);
            link.bytesPerSecond(0);
            link.slices(0, 0);
        });
    }

    private BrokerLink change(Consumer<LinkState> change) {
        synchronized (core.lock()) {
            links.forEach(change);
        }
        return this;
    }

    private static long notNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + "=" + time + " is negative; 0 or more is allowed");
        }
        return time.toNanos();
    }
}
