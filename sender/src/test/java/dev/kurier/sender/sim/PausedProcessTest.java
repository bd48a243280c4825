package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.cluster.TopicTicket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that is stopped (SIGSTOP, a suspended virtual machine) can't send: deadlines that pass meanwhile wait for an attempt. */
class PausedProcessTest {
    private static final Duration PAUSE = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void recordsThatTheSenderHasNotSeenYetAreSentAfterwards() {
        Simulation sim = start(SimSettings.defaults());
        List<Delivery> unsent = append(sim, 3);
        sim.pause(PAUSE);
        arePersisted(sim, unsent);
    }

    @Test
    void recordsThatLingeredAreSentAfterwards() {
        Simulation sim = start(SimSettings.defaults().lingerMs(100));
        List<Delivery> unsent = append(sim, 3);
        sim.runFor(Duration.ofMillis(10));
        sim.pause(PAUSE);
        arePersisted(sim, unsent);
    }

    @Test
    void recordsThatWaitForARetryAreSentAgainAfterwards() {
        Simulation sim = start(SimSettings.defaults());
        FaultHandle refused = sim.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        List<Delivery> waiting = append(sim, 3);
        sim.runUntil(() -> refused.hits() == 1, SOON);
        sim.runFor(Duration.ofMillis(1));
        sim.pause(PAUSE);
        arePersisted(sim, waiting);
    }

    @Test
    void recordsThatMayBeInTheLogAreSentAgainUnderTheirNumbers() {
        Simulation sim = start(SimSettings.defaults());
        FaultHandle lost = sim.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        List<Delivery> waiting = append(sim, 3);
        sim.runUntil(() -> lost.hits() == 1, SOON);
        sim.pause(PAUSE);
        arePersisted(sim, waiting);
    }

    @Test
    void aResponseThatArrivedMeanwhileIsReadBeforeTimeIsJudged() {
        Simulation sim = start(SimSettings.defaults());
        FaultHandle slow = sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofMillis(50));
        List<Delivery> inFlight = append(sim, 3);
        sim.runUntil(() -> slow.hits() == 1, SOON);
        int opened = sim.transport().opened();
        sim.pause(PAUSE);
        arePersisted(sim, inFlight);
        assertThat(sim.transport().opened()).as("no connection was given up").isEqualTo(opened);
    }

    @Test
    void aRequestGetsItsTimeAgainWhenItsResponseComesAfterThePause() {
        Simulation sim = start(SimSettings.defaults().acks(1).idempotent(false));
        FaultHandle slow = sim.cluster().next(ApiKey.PRODUCE).afterApply().delay(PAUSE.plusSeconds(1));
        List<Delivery> inFlight = append(sim, 3);
        sim.runUntil(() -> slow.hits() == 1, SOON);
        sim.pause(PAUSE);
        arePersisted(sim, inFlight);
        assertThat(sim.cluster().records("t", 0))
                .as("without sequences nothing hides a repetition")
                .hasSize(4);
    }

    @Test
    void theTimeThatIsGivenIsBounded() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(20_000));
        for (int broker = 1; broker <= 3; broker++) {
            sim.transport().refuse(broker, true);
        }
        sim.transport().resetAll();
        List<Delivery> unsent = append(sim, 3);
        sim.pause(Duration.ofHours(8));
        long resumedNs = sim.nowNs();
        sim.runUntil(() -> unsent.get(2).isDone(), Duration.ofMinutes(1));
        assertThat(Duration.ofNanos(sim.nowNs() - resumedNs)).isEqualTo(Duration.ofSeconds(20));
        assertThat(unsent).extracting(Delivery::outcome).containsOnly(Outcome.NOT_PERSISTED);
    }

    @Test
    void whoWaitsForATopicGoesOnWaiting() {
        Simulation sim = new Simulation(SimSettings.defaults());
        TopicTicket ticket =
                new TopicTicket("t", -1, sim.nowNs() + Duration.ofSeconds(60).toNanos());
        sim.sender().wantTopic(ticket);
        sim.runFor(Duration.ofNanos(1));
        sim.pause(PAUSE);
        sim.runUntil(ticket::isDone, SOON);
        assertThat(ticket.error()).isNull();
    }

    @Test
    void aTurnThatIsALittleLateChangesNoDeadline() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(5_000));
        sim.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
        long openedNs = sim.nowNs();
        Delivery delivery = append(sim, 1).get(0);
        while (!delivery.isDone()) {
            sim.runFor(Duration.ofMillis(100));
            sim.pause(Duration.ofMillis(200));
        }
        assertThat(Duration.ofNanos(sim.nowNs() - openedNs)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_600));
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        sim.append("t", 0, "warm");
        sim.flush();
        return sim;
    }

    private static List<Delivery> append(Simulation sim, int count) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(sim.append("t", 0, "v" + i));
        }
        return deliveries;
    }

    private static void arePersisted(Simulation sim, List<Delivery> deliveries) {
        sim.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone), SOON);
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.outcome())
                        .as("%s", delivery.error())
                        .isEqualTo(Outcome.PERSISTED));
    }
}
