package dev.kurier.brokerstub.script;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DelayDistributionTest {
    private static final long SEED = Long.getLong("kurier.seed", 20261127L);
    private static final int DRAWS = 20_000;

    @Test
    void givesEveryDelayBetweenTwoTheSameChance() {
        double[] drawn = drawn(DelayDistribution.uniform(ofMillis(10), ofMillis(30)));

        assertThat(drawn[0]).isBetween(10.0, 10.1);
        assertThat(percentile(drawn, 50)).isCloseTo(20, within(0.5));
        assertThat(drawn[DRAWS - 1]).isBetween(29.9, 30.0);
    }

    @Test
    void spreadsNormallyAroundTheMeanAndNeverBelowZero() {
        double[] drawn = drawn(DelayDistribution.normal(ofMillis(20), ofMillis(15)));

        assertThat(drawn[0]).isZero();
        assertThat(percentile(drawn, 50)).isCloseTo(20, within(0.7));
        assertThat(percentile(drawn, 84.1)).isCloseTo(35, within(1.0));
    }

    @Test
    void hasManyShortAndFewLongExponentialDelays() {
        double[] drawn = drawn(DelayDistribution.exponential(ofMillis(20)));

        assertThat(DoubleStream.of(drawn).average().orElseThrow()).isCloseTo(20, within(0.7));
        assertThat(percentile(drawn, 50)).isCloseTo(20 * Math.log(2), within(0.7));
    }

    @Test
    void hasTheHeavyTailOfPareto() {
        double[] drawn = drawn(DelayDistribution.pareto(ofMillis(10), 1));

        assertThat(drawn[0]).isBetween(10.0, 10.1);
        assertThat(percentile(drawn, 50)).isCloseTo(20, within(0.7));
        assertThat(percentile(drawn, 99)).isCloseTo(1000, within(250.0));
        assertThat(drawn(DelayDistribution.pareto(ofMillis(10), 1).atMost(ofMillis(50)))[DRAWS - 1])
                .isEqualTo(50);
    }

    @Test
    void keepsToPercentiles() {
        double[] drawn = drawn(
                DelayDistribution.percentiles(Map.of(50, ofMillis(5), 99, ofMillis(80), 100.0, Duration.ofSeconds(2))));

        assertThat(drawn[0]).isEqualTo(5);
        assertThat(percentile(drawn, 49)).isEqualTo(5);
        assertThat(percentile(drawn, 74.5)).isCloseTo(42.5, within(2.0));
        assertThat(percentile(drawn, 98.9)).isBetween(75.0, 80.0);
        assertThat(percentile(drawn, 99.9)).isBetween(1000.0, 2000.0);
    }

    @Test
    void hasAShorterTailWithALargerShape() {
        double[] drawn = drawn(DelayDistribution.pareto(ofMillis(10), 2));

        assertThat(percentile(drawn, 75)).isCloseTo(20, within(0.7));
        assertThat(percentile(drawn, 99)).isCloseTo(100, within(25.0));
    }

    @Test
    void givesTheLastPercentileToAllAboveIt() {
        double[] drawn = drawn(DelayDistribution.percentiles(Map.of(50, ofMillis(5), 90, ofMillis(7))));

        assertThat(drawn[0]).isEqualTo(5);
        assertThat(percentile(drawn, 95)).isEqualTo(7);
        assertThat(drawn[DRAWS - 1]).isEqualTo(7);
    }

    @Test
    void keepsToTheShortestOfSeveralLimits() {
        DelayDistribution delays = DelayDistribution.fixed(ofMillis(30)).atMost(ofMillis(10));

        assertThat(drawn(delays.atMost(ofMillis(20)))[0]).isEqualTo(10);
    }

    @Test
    void drawsTheSameFromTheSameSeed() {
        DelayDistribution delays = DelayDistribution.exponential(ofMillis(20));

        assertThat(drawn(delays)).isEqualTo(drawn(delays));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(() -> DelayDistribution.uniform(ofMillis(2), ofMillis(1)), "max=PT0.001S is below min=PT0.002S");
        assertRefused(() -> DelayDistribution.exponential(ofMillis(-1)), "mean=PT-0.001S is not in 0..PT24H");
        assertRefused(() -> DelayDistribution.fixed(Duration.ofHours(25)), "delay=PT25H is not in 0..PT24H");
        assertRefused(() -> DelayDistribution.pareto(ofMillis(1), 0), "shape=0.0 is not above 0");
        assertRefused(() -> DelayDistribution.percentiles(Map.of()), "give one at least");
        assertRefused(() -> DelayDistribution.percentiles(Map.of(101, ofMillis(1))), "percentile=101.0 is not in");
        assertRefused(
                () -> DelayDistribution.percentiles(Map.of(50, ofMillis(2), 60, ofMillis(1))), "a higher percentile");
    }

    private static void assertRefused(Runnable made, String message) {
        assertThatThrownBy(made::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static double[] drawn(DelayDistribution delays) {
        System.out.println("seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        return DoubleStream.generate(() -> delays.nextNs(random) / 1e6)
                .limit(DRAWS)
                .sorted()
                .toArray();
    }

    private static double percentile(double[] sorted, double percentile) {
        return sorted[(int) (sorted.length * percentile / 100)];
    }
}
