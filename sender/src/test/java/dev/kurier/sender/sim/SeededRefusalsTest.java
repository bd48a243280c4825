package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.sim.SeededFaultsTest.History;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Changes what a topic takes under load, while responses are lost: batches that may be in the log are refused as too large, or
 * for single records, and go on in parts.
 */
class SeededRefusalsTest {
    @Test
    void everyOutcomeIsTrueWhenBatchesThatMayBeInTheLogAreRefused() {
        Seeds.forEach(200, seed -> new Run(seed, true, true).run().check());
    }

    @Test
    void losesNothingWhenBatchesThatMayBeInTheLogAreTooLarge() {
        long[] lost = new long[2];
        Seeds.forEach(200, seed -> {
            History history = new Run(seed, false, false).run();
            history.check();
            assertThat(history.count(Outcome.NOT_PERSISTED, false)).isZero();
            lost[0] += history.count(Outcome.UNKNOWN, false);
            lost[1] += history.count(Outcome.PERSISTED, true);
        });
        // Not none: behind a whole that is in the log, batches with an open attempt of their own may be abandoned.
        assertThat(lost[0])
                .as("records reported UNKNOWN that are not in the log, beside %s that are", lost[1])
                .isLessThanOrEqualTo(lost[1] / 10_000);
    }

    private static final class Run {
        private final Simulation sim;
        private final SplittableRandom random;
        private final boolean rejects;

        Run(long seed, boolean rejects, boolean rough) {
            this.random = new SplittableRandom(seed);
            this.rejects = rejects;
            this.sim = new Simulation(SimSettings.defaults()
                    .seed(seed)
                    .acks(random.nextInt(4) == 0 ? 1 : -1)
                    .batchBytes(150 + random.nextInt(400))
                    .lingerMs(random.nextInt(20))
                    .maxInFlight(1 + random.nextInt(5))
                    .requestTimeoutMs(1_000)
                    .deliveryTimeoutMs(rough && random.nextBoolean() ? 3_000 : 600_000)
                    .healTimeoutMs(random.nextBoolean() ? 2_000 : 60_000)
                    .retries(rough && random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE)
                    .shape(builder -> builder.topic("t", SeededFaultsTest.PARTITIONS)));
        }

        History run() {
            sim.learn("t");
            History history = new History(sim);
            for (int i = 20 + random.nextInt(40); i > 0; i--) {
                for (int n = random.nextInt(8); n > 0; n--) {
                    history.append(random.nextInt(2), random.nextBoolean() ? "k" : null);
                }
                plant();
                sim.runFor(Duration.ofMillis(random.nextInt(150)));
            }
            calm();
            sim.flush(Duration.ofMinutes(3));
            return history;
        }

        private void plant() {
            switch (random.nextInt(14)) {
                case 0, 1 -> produce().afterApply().disconnect();
                case 2 -> produce().disconnect();
                case 3 -> produce().afterApply().fail(ErrorCode.REQUEST_TIMED_OUT);
                case 4 -> produce().applyLate(Duration.ofMillis(random.nextInt(1_500)));
                case 5 -> sim.transport().resetAll();
                case 6 -> produce().delay(Duration.ofMillis(random.nextInt(1_800)));
                case 7 -> produce().fail(ErrorCode.NOT_ENOUGH_REPLICAS);
                case 8, 9, 10 -> limit(random.nextInt(3) == 0 ? 1 << 20 : 90 + random.nextInt(200));
                case 11, 12 -> {
                    if (rejects) {
                        sim.cluster().topic("t").config("cleanup.policy", random.nextBoolean() ? "compact" : "delete");
                    }
                }
                default -> {
                    // Calm.
                }
            }
        }

        private void limit(int bytes) {
            sim.cluster().topic("t").config("max.message.bytes", Integer.toString(bytes));
        }

        private void calm() {
            sim.cluster().clearFaults();
            limit(1 << 20);
            sim.cluster().topic("t").config("cleanup.policy", "delete");
        }

        private FaultBuilder produce() {
            return sim.cluster().next(ApiKey.PRODUCE).skip(random.nextInt(3)).times(1 + random.nextInt(2));
        }
    }
}
