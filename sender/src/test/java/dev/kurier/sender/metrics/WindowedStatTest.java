package dev.kurier.sender.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowedStatTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void looksBackAsManySamplesAsItIsTold() {
        WindowedStat three = new WindowedStat(new SampleSettings(10 * SECOND, 3), 0);
        three.record(9, 0);
        three.record(3, 10 * SECOND);
        three.record(0, 20 * SECOND);

        assertThat(three.average(29 * SECOND)).isEqualTo(4);
        assertThat(three.max(29 * SECOND)).isEqualTo(9);
        assertThat(three.average(30 * SECOND)).as("the first is too old").isEqualTo(1.5);
        assertThat(three.max(30 * SECOND)).isEqualTo(3);
    }

    @Test
    void keepsNoMoreSamplesThanThat() {
        WindowedStat one = new WindowedStat(new SampleSettings(10 * SECOND, 1), 0);
        one.record(9, 0);
        one.record(3, 10 * SECOND);

        assertThat(one.average(11 * SECOND)).isEqualTo(3);
    }

    @Test
    void hasNoAverageOfNothing() {
        WindowedStat stat = new WindowedStat(new SampleSettings(SECOND, 2), 0);
        stat.record(1, 0);

        assertThat(stat.average(5 * SECOND)).isNaN();
        assertThat(stat.max(5 * SECOND)).isNaN();
        assertThat(stat.ratePerSecond(5 * SECOND)).isZero();
    }

    @Test
    void tellsRatesOverTheTimeThatItCovers() {
        WindowedStat stat = new WindowedStat(new SampleSettings(10 * SECOND, 2), 0);
        stat.record(30, SECOND);
        stat.record(30, 12 * SECOND);

        assertThat(stat.ratePerSecond(15 * SECOND)).isEqualTo(4);
    }
}
