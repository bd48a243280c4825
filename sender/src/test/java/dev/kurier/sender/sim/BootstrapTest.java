package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how a producer finds its first broker. */
class BootstrapTest {
    private static final int BROKERS = 5;

    @Test
    void producersOfOneConfigurationBeginWithDifferentServers() {
        TreeSet<Integer> first = new TreeSet<>();
        for (long seed = 1; seed <= 40; seed++) {
            Simulation sim =
                    new Simulation(SimSettings.defaults().brokers(BROKERS).seed(seed));
            sim.learn("t");
            first.add(sim.cluster().requests(ApiKey.METADATA).stream()
                    .findFirst()
                    .map(ReceivedRequest::brokerId)
                    .orElseThrow());
        }
        assertThat(first).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mute", "unanswered", "refusing"})
    void serversThatDoNotRespondCostAHeadStartEach(String how) {
        for (long seed = 1; seed <= 10; seed++) {
            Simulation sim =
                    new Simulation(SimSettings.defaults().brokers(BROKERS).seed(seed));
            for (int broker = 1; broker < BROKERS; broker++) {
                makeUnreachable(sim, broker, how);
            }
            long startNs = sim.nowNs();
            sim.learn("t");

            assertThat(Duration.ofNanos(sim.nowNs() - startNs))
                    .as("seed %s", seed)
                    .isLessThan(Duration.ofMillis(1_100));
        }
    }

    @Test
    void closesTheConnectionsThatLostTheRace() {
        Simulation sim = new Simulation(SimSettings.defaults().brokers(BROKERS));
        for (int broker = 1; broker < BROKERS; broker++) {
            sim.transport().ignore(broker, true);
        }
        sim.learn("t");
        sim.runFor(Duration.ofMillis(300));

        assertThat(sim.transport().open()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mute", "unanswered", "refusing"})
    void brokersThatDoNotRespondDoNotKeepTheFirstRecordFromItsProducerId(String how) {
        for (long seed = 1; seed <= 10; seed++) {
            Simulation sim = new Simulation(SimSettings.defaults()
                    .brokers(BROKERS)
                    .seed(seed)
                    .lingerMs(0)
                    .shape(cluster -> cluster.topic("t", 5)));
            sim.cluster().next(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
            for (int broker = 1; broker < BROKERS; broker++) {
                makeUnreachable(sim, broker, how);
            }
            sim.learn("t");
            Delivery delivery = sim.append("t", 4, "a");
            sim.runUntil(delivery::isDone, Duration.ofSeconds(3));
            assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        }
    }

    private static void makeUnreachable(Simulation sim, int broker, String how) {
        switch (how) {
            case "mute" -> sim.cluster().broker(broker).blackhole();
            case "unanswered" -> sim.transport().ignore(broker, true);
            default -> sim.transport().refuse(broker, true);
        }
    }
}
