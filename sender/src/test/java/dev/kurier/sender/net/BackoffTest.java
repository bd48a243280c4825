package dev.kurier.sender.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToTheLimitWithAFifthOfJitter() {
        Backoff backoff = new Backoff(100, 1_000, new SplittableRandom(Long.getLong("kurier.seed", 1)));
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.delayNs(1)).isBetween(80L, 120L);
            assertThat(backoff.delayNs(2)).isBetween(160L, 240L);
            assertThat(backoff.delayNs(4)).isBetween(640L, 960L);
            assertThat(backoff.delayNs(5)).isBetween(800L, 1_200L);
            assertThat(backoff.delayNs(1_000_000)).isBetween(800L, 1_200L);
        }
    }

    @Test
    void isConstantWhenTheLimitIsNotAboveTheStart() {
        Backoff backoff = new Backoff(100, 50, new SplittableRandom(1));
        assertThat(backoff.delayNs(1)).isEqualTo(50);
        assertThat(backoff.delayNs(9)).isEqualTo(50);
    }
}
