package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers that come after their batch has ended change nothing for the batches behind it. */
class LateAnswerTest {
    @Test
    void aSecondSuccessDoesNotMakeLaterBatchesOvertaken() {
        Simulation sim = new Simulation(SimSettings.defaults()
                .brokers(1)
                .requestTimeoutMs(5_000)
                .lingerMs(0)
                .shape(builder -> builder.topic("t", 2)));
        sim.learn("t");
        for (int partition = 0; partition < 2; partition++) {
            Delivery warm = sim.append("t", partition, "warm");
            sim.runUntil(warm::isDone, Duration.ofMinutes(1));
        }
        // The first attempt is answered after 6 s, on a connection that a neighbour keeps; the second one after the
        // first.
        delayNext(sim, 6_000);
        Delivery twice = sim.append("t", 0, "twice");
        sim.runFor(Duration.ofMillis(2_000));
        delayNext(sim, 4_500);
        sim.append("t", 1, "neighbour");
        sim.runFor(Duration.ofMillis(2_900));
        delayNext(sim, 2_000);
        sim.runUntil(twice::isDone, Duration.ofMinutes(1));
        assertThat(twice.outcome()).isEqualTo(Outcome.PERSISTED);

        delayNext(sim, 1_500);
        Delivery refused = sim.append("t", 0, "refused");
        sim.runFor(Duration.ofMillis(100));
        Delivery behind = sim.append("t", 0, "behind");
        sim.runFor(Duration.ofMillis(10));
        sim.cluster().clearFaults();
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .times(2)
                .sequence(ErrorCode.POLICY_VIOLATION, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        sim.runFor(Duration.ofSeconds(20));
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(behind.outcome()).as("%s", behind.error()).isEqualTo(Outcome.PERSISTED);
    }

    private static void delayNext(Simulation sim, long delayMs) {
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofMillis(delayMs));
    }
}
