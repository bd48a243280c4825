package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubPartition;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.cluster.TopicTicket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows which topics the cluster is asked for, when, and for how long. */
class TopicsInUseTest {
    @Test
    void asksForATopicThoughNobodyMayWaitForTheAnswer() {
        Simulation sim = start();

        wantWithoutWaiting(sim, "u");

        sim.runFor(Duration.ofSeconds(1));
        assertThat(isKnown(sim, "u")).isTrue();
    }

    @Test
    void asksOnForATopicThatIsBeingCreatedThoughNobodyMayWait() {
        Simulation sim = start();
        sim.cluster().next(ApiKey.METADATA).topic("u").times(8).fail(ErrorCode.LEADER_NOT_AVAILABLE);

        wantWithoutWaiting(sim, "u");

        sim.runFor(Duration.ofSeconds(9));
        assertThat(isKnown(sim, "u")).isTrue();
    }

    @Test
    void asksForATopicThatWasWantedWhileNoBrokerCouldBeReached() {
        Simulation sim = start();
        refuseAll(sim, true);
        sim.transport().resetAll();

        wantWithoutWaiting(sim, "u");
        sim.runFor(Duration.ofSeconds(30));
        refuseAll(sim, false);

        sim.runFor(Duration.ofSeconds(3));
        assertThat(isKnown(sim, "u")).isTrue();
    }

    @Test
    void stopsAskingForATopicThatDoesNotExistWhenNobodyWantsItAnyMore() {
        Simulation sim = start();
        sim.cluster().every(ApiKey.METADATA).topic("nix").fail(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        wantWithoutWaiting(sim, "nix");
        sim.runFor(Duration.ofSeconds(15));
        int asked = questions(sim).size();
        assertThat(asked).isBetween(5, 40);

        sim.runFor(Duration.ofMinutes(4));

        assertThat(questions(sim)).hasSize(asked);
    }

    @Test
    void stopsAskingForATopicThatMayNotBeSeen() {
        Simulation sim = start();
        sim.cluster().every(ApiKey.METADATA).topic("secret").fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        int before = questions(sim).size();

        wantWithoutWaiting(sim, "secret");
        sim.runFor(Duration.ofSeconds(30));

        assertThat(questions(sim)).hasSize(before + 1);
    }

    @Test
    void keepsATopicForAsLongAsItsRecordsWaitForALeader() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(3_600_000));
        StubPartition partition = sim.cluster().partition("t", 0);
        partition.leaderless();
        Delivery waiting = sim.append("t", 0, "waiting");
        sim.runFor(Duration.ofMinutes(12));
        assertThat(waiting.isDone()).isFalse();

        partition.moveLeader(2);

        sim.runUntil(waiting::isDone, Duration.ofSeconds(5));
        assertThat(waiting.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void keepsATopicForAsLongAsItsRecordsWaitForTheCluster() {
        Simulation sim = start(SimSettings.defaults().deliveryTimeoutMs(3_600_000));
        refuseAll(sim, true);
        sim.transport().resetAll();
        Delivery waiting = sim.append("t", 0, "waiting");
        sim.runFor(Duration.ofMinutes(12));

        refuseAll(sim, false);

        sim.runUntil(waiting::isDone, Duration.ofSeconds(5));
        assertThat(waiting.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void forgetsATopicThatWasNotWrittenToForLong() {
        Simulation sim = start();
        Delivery last = sim.append("t", 0, "last");
        sim.runUntil(last::isDone, Duration.ofSeconds(5));

        sim.runFor(Duration.ofMinutes(11));

        assertThat(isKnown(sim, "t")).isFalse();
    }

    @Test
    void asksForATopicAgainThatWasForgottenJustBeforeItWasWrittenTo() {
        Simulation sim = start();
        sim.runFor(Duration.ofMinutes(11));
        assertThat(isKnown(sim, "t")).isFalse();

        Delivery late = sim.append("t", 0, "late");

        sim.runUntil(late::isDone, Duration.ofSeconds(5));
        assertThat(late.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void refreshesTheTopicsInUseAtMaxAgeThoughNewTopicsAreAskedForBefore() {
        Simulation sim = start();
        sim.cluster().topic("t").createPartitions(5);
        long startNs = sim.nowNs();

        for (int i = 0; i < 3; i++) {
            writeTo(sim, "t");
            sim.runFor(Duration.ofMinutes(2));
            sim.learn("new" + i);
        }

        writeTo(sim, "t");
        assertThat(Duration.ofNanos(sim.nowNs() - startNs)).isGreaterThan(Duration.ofMinutes(6));
        assertThat(sim.sender().cluster().topic("t").partitionCount()).isEqualTo(5);
    }

    @Test
    void asksAgainForTheMissingTopicOnlyAndNotForAllInUse() {
        Simulation sim = start();
        FaultHandle unknown =
                sim.cluster().every(ApiKey.METADATA).topic("nix").fail(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        FaultHandle refreshed = sim.cluster().every(ApiKey.METADATA).topic("t").observe();
        wantWithoutWaiting(sim, "nix");

        sim.runFor(Duration.ofSeconds(9));

        assertThat(unknown.hits()).isGreaterThan(5);
        assertThat(refreshed.hits()).isZero();
    }

    @Test
    void asksForTheLeaderOfWaitingRecordsThatIsNotAmongTheBrokersOfAnAnswerAboutAnotherTopic() {
        Simulation sim = start();
        int partition = sim.cluster().partition("t", 0).leader()
                        == sim.cluster().partition("one", 0).leader()
                ? 1
                : 0;
        StubBroker leader =
                sim.cluster().broker(sim.cluster().partition("t", partition).leader());
        leader.hide();
        sim.learn("one");
        assertThat(sim.sender().cluster().brokers()).hasSize(2);
        Delivery waiting = sim.append("t", partition, "waiting");
        sim.runFor(Duration.ofSeconds(30));

        leader.show();

        sim.runUntil(waiting::isDone, Duration.ofSeconds(5));
        assertThat(waiting.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void asksUntilTheLeadersAreAmongTheBrokersThoughNothingIsWritten() {
        Simulation sim = start();
        StubBroker leader = sim.cluster().broker(sim.cluster().partition("t", 0).leader());
        leader.hide();
        sim.runFor(Duration.ofMinutes(1));
        writeTo(sim, "t");
        sim.runFor(Duration.ofMinutes(3).plusSeconds(55));
        assertThat(sim.sender().cluster().brokers()).hasSize(3);
        sim.runFor(Duration.ofSeconds(10));
        assertThat(sim.sender().cluster().brokers()).hasSize(2);

        leader.show();

        sim.runFor(Duration.ofSeconds(3));
        assertThat(sim.sender().cluster().brokers()).hasSize(3);
    }

    private static void writeTo(Simulation sim, String topic) {
        Delivery delivery = sim.append(topic, 0, "v");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(5));
    }

    private static Simulation start() {
        return start(SimSettings.defaults());
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(
                settings.shape(cluster -> cluster.topic("t", 3).topic("u", 3).topic("one", 1)));
        sim.learn("t");
        return sim;
    }

    /** As a send with {@code max.block.ms=0} does, or a {@code trySend}. */
    private static void wantWithoutWaiting(Simulation sim, String topic) {
        sim.sender().wantTopic(new TopicTicket(topic, -1, sim.nowNs()));
    }

    private static boolean isKnown(Simulation sim, String topic) {
        return sim.sender().cluster().topic(topic) != null;
    }

    private static void refuseAll(Simulation sim, boolean refuse) {
        for (int broker = 1; broker <= 3; broker++) {
            sim.transport().refuse(broker, refuse);
        }
    }

    private static List<ReceivedRequest> questions(Simulation sim) {
        return sim.cluster().requests(ApiKey.METADATA);
    }
}
