package dev.kurier.sender.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keeps sum, count and maximum over the last windows of time, as Kafka's producer does ({@code metrics.sample.window.ms}, {@code metrics.num.samples}).
 *
 * <p>One thread writes, any may read; a reader may see a value whose count is not there yet, which is good enough for a
 * dashboard and costs the writer nothing.
 */
public final class WindowedStat {
    private final SampleSettings settings;

    /** Newest first; replaced, never changed. */
    private volatile Window[] windows;

    /** Makes a statistic without values. */
    public WindowedStat(SampleSettings settings, long nowNs) {
        this.settings = settings;
        this.windows = new Window[] {new Window(nowNs)};
    }

    /** Takes a value; for the writing thread only. */
    public void record(double value, long nowNs) {
        if (nowNs - windows[0].startNs >= settings.windowNs()) {
            List<Window> next = new ArrayList<>();
            next.add(new Window(nowNs));
            live(nowNs).stream().limit(settings.samples() - 1L).forEach(next::add);
            windows = next.toArray(Window[]::new);
        }
        windows[0].add(value);
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
        long spanNs = Math.max(Math.max(1, settings.windowNs()), nowNs - sinceNs);
        return sum * TimeUnit.SECONDS.toNanos(1) / spanNs;
    }

    private List<Window> live(long nowNs) {
        return Stream.of(windows)
                .filter(window -> nowNs - window.startNs < settings.spanNs())
                .toList();
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
