package dev.kurier.sender.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final int DRAWS = 1_000;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("kurier.seed", 1));

    @Test
    void doublesWithAFifthOfJitterEitherWay() {
        Backoff backoff = new Backoff(1_000, 100_000, random);

        assertSpread(draw(backoff, 1), 800, 1_200);
        assertSpread(draw(backoff, 2), 1_600, 2_400);
        assertSpread(draw(backoff, 4), 6_400, 9_600);
    }

    @Test
    void neverWaitsLongerThanTheLimitAndKeepsItsJitterThere() {
        Backoff backoff = new Backoff(1_000, 10_000, random);

        assertSpread(draw(backoff, 5), 8_000, 10_000);
        assertSpread(draw(backoff, 1_000_000), 8_000, 10_000);
        assertSpread(draw(new Backoff(1_000, 1_100, random), 1), 800, 1_100);
    }

    @Test
    void spreadsWaitsThatCanNotGrow() {
        assertSpread(draw(new Backoff(5_000, 5_000, random), 3), 4_000, 5_000);
        assertSpread(draw(new Backoff(5_000, 1_000, random), 1), 800, 1_000);
    }

    @Test
    void doesNotWaitIfToldSo() {
        assertThat(draw(new Backoff(0, 1_000, random), 7)).containsOnly(0);
        assertThat(draw(new Backoff(0, 0, random), 7)).containsOnly(0);
        assertThat(draw(new Backoff(100, 0, random), 7)).containsOnly(0);
    }

    private static long[] draw(Backoff backoff, int failures) {
        return LongStream.generate(() -> backoff.delayNs(failures)).limit(DRAWS).toArray();
    }

    /** All lie in the range, and they use nearly all of it. */
    private static void assertSpread(long[] draws, long least, long most) {
        long slack = (most - least) / 20;
        assertThat(LongStream.of(draws).min().orElseThrow()).isBetween(least, least + slack);
        assertThat(LongStream.of(draws).max().orElseThrow()).isBetween(most - slack, most);
    }
}
