package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.UnsupportedVersionException;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Brokers that are too old, or too new, to be written to. */
class UnsupportedVersionTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void endsRecordsAtOnceWithBothRangesWhenNoProduceVersionIsCommon() {
        Simulation sim = new Simulation(SimSettings.defaults());
        sim.cluster().brokers().forEach(broker -> broker.versions(ApiKey.PRODUCE, 0, 2));
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, SOON);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error())
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("PRODUCE")
                .hasMessageContaining("0 to 2");
    }

    @Test
    void triesOnWithoutSpinningWhenABatchMayBeInTheLogOfABrokerThatWasDowngraded() {
        Simulation sim = new Simulation(SimSettings.defaults()
                .deliveryTimeoutMs(20_000)
                .requestTimeoutMs(5_000)
                .retryBackoffMs(0));
        sim.learn("t");
        sim.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        sim.cluster().brokers().forEach(broker -> broker.versions(ApiKey.PRODUCE, 3, 13));
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(() -> !sim.cluster().records("t", 0).isEmpty(), SOON);
        sim.cluster().brokers().forEach(broker -> broker.versions(ApiKey.PRODUCE, 0, 2));
        sim.runUntil(delivery::isDone, Duration.ofSeconds(21));
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
