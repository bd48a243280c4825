package dev.kurier.sender.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final Throttle throttle = new Throttle(1_000, Long.MAX_VALUE - 10);

    @Test
    void lastsAsLongAsTheLongestOfSeveralDemands() {
        assertThat(throttle.demand(500, at(0))).isEqualTo(500);
        assertThat(throttle.demand(100, at(50))).isZero();
        assertThat(throttle.delayNs(at(50))).isEqualTo(450);
        assertThat(throttle.demand(600, at(50))).isEqualTo(150);
        assertThat(throttle.delayNs(at(50))).isEqualTo(600);
    }

    @Test
    void endsInTimeHoweverLongTheDemand() {
        assertThat(throttle.demand(Long.MAX_VALUE, at(0))).isEqualTo(1_000);
        assertThat(throttle.delayNs(at(999))).isEqualTo(1);
        assertThat(throttle.delayNs(at(5_000))).isZero();
        assertThat(throttle.demand(100, at(5_000))).isEqualTo(100);
    }

    /** Around the point where the monotonic clock overflows. */
    private static long at(long ns) {
        return Long.MAX_VALUE - 10 + ns;
    }
}
