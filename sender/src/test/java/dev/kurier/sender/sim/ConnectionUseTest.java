package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shows when a connection is used, spared and given up. */
class ConnectionUseTest {
    @Test
    void sleepsWhileAnAnswerTakesLongerThanAConnectionMayBeIdle() {
        Simulation sim = oneBroker(SimSettings.defaults().maxIdleMs(1_000));
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofSeconds(6));
        long turnsBefore = sim.turns();
        int openedBefore = sim.transport().opened();

        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(7));

        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(sim.turns() - turnsBefore).isLessThan(30);
        assertThat(sim.transport().opened()).isEqualTo(openedBefore);
    }

    private static Simulation oneBroker(SimSettings settings) {
        Simulation sim = new Simulation(settings.brokers(1).lingerMs(0).shape(builder -> builder.topic("t", 1)));
        sim.learn("t");
        Delivery first = sim.append("t", 0, "first");
        sim.runUntil(first::isDone, Duration.ofSeconds(1));
        return sim;
    }
}
