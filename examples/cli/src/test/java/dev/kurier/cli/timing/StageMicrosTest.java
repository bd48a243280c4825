package dev.kurier.cli.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.StageTimes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StageMicrosTest {
    @Test
    void partsSumToTheRoundedTotalThoughEachAloneWouldRoundAway() {
        StageMicros micros = StageMicros.of(new StageTimes(400, 400, 400, 400, 400));

        assertThat(micros).isEqualTo(new StageMicros(0, 1, 0, 1, 0));
        assertThat(micros.total()).isEqualTo(2);
    }

    @Test
    void isNeverFurtherFromAnyStageThanOneMicrosecond() {
        long seed = Long.getLong("kurier.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            StageTimes times = new StageTimes(
                    random.nextLong(10_000),
                    random.nextLong(10_000),
                    random.nextLong(10_000_000),
                    random.nextLong(10_000),
                    random.nextLong(10_000));
            StageMicros micros = StageMicros.of(times);

            assertThat(micros.total()).as("-Dkurier.seed=%d", seed).isEqualTo(Math.round(times.totalNs() / 1000.0));
            assertClose(micros.blocked(), times.blockedNs(), seed);
            assertClose(micros.serialized(), times.serializedNs(), seed);
            assertClose(micros.batching(), times.batchingNs(), seed);
            assertClose(micros.waiting(), times.waitingNs(), seed);
            assertClose(micros.inFlight(), times.inFlightNs(), seed);
        }
    }

    private static void assertClose(long micros, long ns, long seed) {
        assertThat(Math.abs(micros * 1000 - ns)).as("-Dkurier.seed=%d", seed).isLessThanOrEqualTo(1000);
    }
}
