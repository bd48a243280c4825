package dev.kurier.sender.metrics;

import java.util.concurrent.TimeUnit;

/**
 * Keeps sum, count and maximum over the last windows of time, as Kafka's producer does (metrics.sample.window.ms).
 *
 * <p>One thread writes, any may read; a reader may see a value whose count is not there yet, which is good enough for a
 * dashboard and costs the writer nothing.
 */
final class WindowedStat {
    private final long windowNs;
    private volatile Window newer;
    private volatile Window older;

    /** Makes a statistic over two windows of that length. */
    public WindowedStat(long windowNs, long nowNs) {
        this.windowNs = windowNs;
        this.newer = new Window(nowNs);
        this.older = new Window(nowNs);
    }

    /** Takes a value; for the writing thread only. */
    public void record(double value, long nowNs) {
        if (nowNs - newer.startNs >= windowNs) {
            boolean adjacent = nowNs - newer.startNs < 2 * windowNs;
            older = adjacent ? newer : new Window(nowNs - windowNs);
            newer = new Window(nowNs);
        }
        newer.add(value);
    }

    /** The mean of the values, or NaN without any. */
    public double average(long nowNs) {
        long count = 0;
        double sum = 0;
        for (Window window : live(nowNs)) {
            count += window.count;
            sum += window.sum;
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The greatest value, or NaN without any. */
    public double max(long nowNs) {
        double max = Double.NEGATIVE_INFINITY;
        for (Window window : live(nowNs)) {
            max = Math.max(max, window.max);
        }
        return max == Double.NEGATIVE_INFINITY ? Double.NaN : max;
    }

    /** The sum of the values per second. */
    public double ratePerSecond(long nowNs) {
        double sum = 0;
        long sinceNs = nowNs;
        for (Window window : live(nowNs)) {
            sum += window.sum;
            sinceNs = Math.min(sinceNs, window.startNs);
        }
        long spanNs = Math.max(windowNs, nowNs - sinceNs);
        return sum * TimeUnit.SECONDS.toNanos(1) / spanNs;
    }

    private Window[] live(long nowNs) {
        Window first = newer;
        Window second = older;
        if (nowNs - first.startNs >= 2 * windowNs) {
            return new Window[0];
        }
        return nowNs - second.startNs >= 2 * windowNs || first == second
                ? new Window[] {first}
                : new Window[] {first, second};
    }

    private static final class Window {
        private final long startNs;
        private volatile long count;
        private volatile double sum;
        private volatile double max = Double.NEGATIVE_INFINITY;

        Window(long startNs) {
            this.startNs = startNs;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
        void add(double value) {
            sum += value;
            max = Math.max(max, value);
            count++;
        }
    }
}
