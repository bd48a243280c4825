package dev.kurier.brokerstub.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Says how delays are spread; each is drawn anew, from the cluster's seed. Immutable, may be used from any thread.
 *
 * <p>No delay is negative, and none is longer than {@link #LONGEST}.
 */
public final class DelayDistribution {
    /** What the longest delays are cut to, unless {@link #atMost} says less. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final double WHOLE = 100;

    private final String words;
    private final ToDoubleFunction<SplittableRandom> drawNs;
    private final long maxNs;

    private DelayDistribution(String words, ToDoubleFunction<SplittableRandom> drawNs, long maxNs) {
        this.words = words;
        this.drawNs = drawNs;
        this.maxNs = maxNs;
    }

    /** Gives the same delay each time. */
    public static DelayDistribution fixed(Duration delay) {
        double delayNs = ns("delay", delay);
        return of(delay.toString(), random -> delayNs);
    }

    /** Gives every delay between two the same chance. */
    public static DelayDistribution uniform(Duration min, Duration max) {
        double minNs = ns("min", min);
        double maxNs = ns("max", max);
        if (maxNs < minNs) {
            throw new IllegalArgumentException("max=" + max + " is below min=" + min);
        }
        return of("uniform(" + min + ".." + max + ")", random -> minNs + random.nextDouble() * (maxNs - minNs));
    }

    /** Gives delays around a mean, as many above as below it; what would be negative is 0. */
    public static DelayDistribution normal(Duration mean, Duration deviation) {
        double meanNs = ns("mean", mean);
        double deviationNs = ns("deviation", deviation);
        return of("normal(" + mean + ", " + deviation + ")", random -> meanNs + random.nextGaussian() * deviationNs);
    }

    /** Gives delays as of events that know nothing of each other: many short, few long. */
    public static DelayDistribution exponential(Duration mean) {
        double meanNs = ns("mean", mean);
        return of("exponential(" + mean + ")", random -> -Math.log(1 - random.nextDouble()) * meanNs);
    }

    /**
     * Gives delays with a heavy tail (Pareto): the chance of more than {@code k} times the least is {@code k} to the power
     * of minus the shape.
     *
     * @param shape above 0; the smaller, the longer the longest; at 1 or less the mean has no bound but {@link #atMost}
     */
    public static DelayDistribution pareto(Duration min, double shape) {
        double minNs = ns("min", min);
        if (!(shape > 0)) {
            throw new IllegalArgumentException("shape=" + shape + " is not above 0");
        }
        return of(
                "pareto(" + min + ", " + shape + ")", random -> minNs * Math.pow(1 - random.nextDouble(), -1 / shape));
    }

    /**
     * Gives delays of which so many in a hundred are at most so long, evenly spread between one percentile and the next.
     *
     * @param byPercentile such as 50 → 5 ms, 99 → 80 ms, 100 → 2 s; below the first, all are as the first; above the last,
     *     as the last
     */
    public static DelayDistribution percentiles(Map<? extends Number, Duration> byPercentile) {
        SortedMap<Double, Duration> sorted = new TreeMap<>();
        byPercentile.forEach((percentile, delay) -> sorted.put(percentile.doubleValue(), delay));
        List<double[]> points = points(sorted);
        return of("percentiles(" + sorted + ")", random -> between(points, random.nextDouble() * WHOLE));
    }

    /** Cuts longer delays to this. */
    public DelayDistribution atMost(Duration max) {
        return new DelayDistribution(words + " atMost " + max, drawNs, Math.min(maxNs, (long) ns("max", max)));
    }

    /** Returns the next delay, in nanoseconds. */
    long nextNs(SplittableRandom random) {
        return (long) Math.max(0, Math.min(maxNs, drawNs.applyAsDouble(random)));
    }

    @Override
    public String toString() {
        return words;
    }

    private static DelayDistribution of(String words, ToDoubleFunction<SplittableRandom> drawNs) {
        return new DelayDistribution(words, drawNs, LONGEST.toNanos());
    }

    private static List<double[]> points(SortedMap<Double, Duration> byPercentile) {
        if (byPercentile.isEmpty()) {
            throw new IllegalArgumentException("percentiles={} has none; give one at least, such as 50");
        }
        List<double[]> points = new ArrayList<>();
        byPercentile.forEach((percentile, delay) -> {
            if (!(percentile >= 0 && percentile <= WHOLE)) {
                throw new IllegalArgumentException("percentile=" + percentile + " is not in 0..100");
            }
            double delayNs = ns("delay", delay);
            if (!points.isEmpty() && delayNs < points.get(points.size() - 1)[1]) {
                throw new IllegalArgumentException(
                        "percentiles=" + byPercentile + " go back: a higher percentile can't have a shorter delay");
            }
            points.add(new double[] {percentile, delayNs});
        });
        return points;
    }

    private static double between(List<double[]> points, double percentile) {
        double[] lower = points.get(0);
        for (double[] upper : points) {
            if (percentile <= upper[0]) {
                double width = upper[0] - lower[0];
                double share = width == 0 ? 0 : (percentile - lower[0]) / width;
                return lower[1] + share * (upper[1] - lower[1]);
            }
            lower = upper;
        }
        return lower[1];
    }

    private static double ns(String name, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + "=" + time + " is not in 0.." + LONGEST);
        }
        return time.toNanos();
    }
}
