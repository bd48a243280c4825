package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.cluster.TopicTicket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

    @Test
    void waitsNoLongerThanRecordsCanWaitHoweverLongABrokerDemandsWithMetadata() {
        Simulation sim = new Simulation(
                SimSettings.defaults().brokers(1).deliveryTimeoutMs(60_000).lingerMs(0));
        sim.cluster().next(ApiKey.METADATA).throttle(Duration.ofMillis(Integer.MAX_VALUE));
        sim.learn("t");

        sim.runFor(Duration.ofSeconds(60));
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(30));

        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void countsTheWaitThatEachProduceAnswerDemandsAlsoIfItIsNoneAndNoOther() {
        Simulation sim = oneBroker(SimSettings.defaults());
        for (int i = 1; i < 10; i++) {
            if (i == 5) {
                sim.cluster().next(ApiKey.PRODUCE).throttle(Duration.ofMillis(100));
            }
            Delivery delivery = sim.append("t", 0, "a");
            sim.runUntil(delivery::isDone, Duration.ofSeconds(1));
        }
        sim.cluster().next(ApiKey.METADATA).throttle(Duration.ofMillis(700));
        sim.learn("another");

        Map<String, Double> metrics = new HashMap<>();
        sim.sender().metrics().read(metrics, sim.nowNs());
        assertThat(metrics).containsEntry("produce-throttle-time-avg", 10.0);
        assertThat(metrics).containsEntry("produce-throttle-time-max", 100.0);
    }

    @Test
    void deliversThoughConnectionsAreClosedAsSoonAsTheyAreIdle() {
        Simulation sim = oneBroker(SimSettings.defaults().maxIdleMs(0));
        int openedBefore = sim.transport().opened();
        long startNs = sim.nowNs();
        for (int i = 0; i < 20; i++) {
            Delivery delivery = sim.append("t", 0, "a");
            sim.runUntil(delivery::isDone, Duration.ofSeconds(1));
            assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
        }

        sim.runFor(Duration.ofSeconds(10));

        assertThat(Duration.ofNanos(sim.nowNs() - startNs)).isLessThan(Duration.ofSeconds(12));
        assertThat(sim.transport().opened() - openedBefore).isLessThanOrEqualTo(20);
    }

    @Test
    void waitsBetweenRequestsForMetadataAndIdsAlsoWithoutARetryBackoff() {
        Simulation sim = new Simulation(SimSettings.defaults().brokers(1).retryBackoffMs(0));
        sim.cluster().every(ApiKey.METADATA).topic("t").fail(ErrorCode.LEADER_NOT_AVAILABLE);
        sim.cluster().every(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        sim.sender().wantTopic(new TopicTicket("t", -1, Long.MAX_VALUE / 2));

        sim.runFor(Duration.ofSeconds(5));

        assertThat(sim.cluster().requests(ApiKey.METADATA)).hasSizeBetween(5, 100);
        assertThat(sim.cluster().requests(ApiKey.INIT_PRODUCER_ID)).hasSizeBetween(5, 100);
    }

    private static Simulation oneBroker(SimSettings settings) {
        Simulation sim = new Simulation(settings.brokers(1).lingerMs(0).shape(builder -> builder.topic("t", 1)));
        sim.learn("t");
        Delivery first = sim.append("t", 0, "first");
        sim.runUntil(first::isDone, Duration.ofSeconds(1));
        return sim;
    }
}
