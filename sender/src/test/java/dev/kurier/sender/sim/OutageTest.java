package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how soon partitions come back after the network or a broker was away, and what is tried meanwhile. */
class OutageTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(ints = {3, 11, 29, 47, 60})
    void comesBackAboutAsSoonAsANetworkThatHasLostEverything(int outageSeconds) {
        Simulation sim = started(SimSettings.defaults().acks(1).requestTimeoutMs(2_000));
        sim.transport().silence(true);
        Delivery during = sim.append("t", 0, "during");
        sim.runFor(Duration.ofSeconds(outageSeconds));

        sim.transport().silence(false);
        long backNs = sim.nowNs();
        sim.runUntil(during::isDone, LONG);

        assertThat(during.outcome()).isEqualTo(Outcome.PERSISTED);
        // A handshake that is lost already takes its time; then comes a back-off, 1 s at most.
        assertThat(Duration.ofNanos(sim.nowNs() - backNs)).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aRequestTimeoutGivesTheNextAttemptToConnectNoMoreTime() {
        Simulation sim =
                started(SimSettings.defaults().requestTimeoutMs(2_000).shape(builder -> builder.topic("t", 1)));
        for (int i = 0; i < 4; i++) {
            sim.cluster().next(ApiKey.PRODUCE).neverAnswer();
        }
        sim.append("t", 0, "late");
        sim.runFor(Duration.ofSeconds(7));
        sim.transport().ignore(1, true);
        sim.runFor(Duration.ofSeconds(4));
        long opened = sim.transport().opened(1);

        sim.runFor(Duration.ofSeconds(10));

        assertThat(sim.transport().opened(1)).isEqualTo(opened + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "mute", "unanswered", "refusing"})
    void followsANewLeaderWithinASecondOrSoWhileTheOldOneCanNotBeReached(String how) {
        Simulation sim = started(SimSettings.defaults().acks(1).requestTimeoutMs(2_000));
        makeUnreachable(sim, how);
        Delivery during = sim.append("t", 0, "during");
        sim.runFor(Duration.ofSeconds(9));

        sim.cluster().partition("t", 0).moveLeader(2);
        long movedNs = sim.nowNs();
        sim.runUntil(during::isDone, LONG);

        assertThat(during.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(Duration.ofNanos(sim.nowNs() - movedNs)).isLessThanOrEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void sendsNothingToAFrozenLeaderThatWakesAfterAnotherWasElected() {
        Simulation sim = started(SimSettings.defaults().acks(1).requestTimeoutMs(2_000));
        sim.cluster().broker(1).pause();
        Delivery during = sim.append("t", 0, "during");
        sim.runFor(Duration.ofSeconds(9));
        sim.cluster().partition("t", 0).moveLeader(2);
        sim.runFor(Duration.ofSeconds(3));
        long received = producedTo(sim, 1);
        sim.cluster().broker(1).resume();
        for (int i = 0; i < 10; i++) {
            sim.append("t", 0, "after" + i);
            sim.runFor(Duration.ofMillis(100));
        }

        assertThat(during.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(sim.cluster().records("t", 0).stream().map(StoredRecord::valueText))
                .contains("during", "after0", "after9");
        // What it had received before it froze, and no more.
        assertThat(producedTo(sim, 1)).isLessThanOrEqualTo(received + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "mute", "unanswered", "refusing"})
    void asksForMetadataAboutOnceASecondWhileALeaderCanNotBeReached(String how) {
        Simulation sim = started(SimSettings.defaults().acks(1).requestTimeoutMs(2_000));
        makeUnreachable(sim, how);
        sim.append("t", 0, "during");
        sim.runFor(Duration.ofSeconds(10));
        int before = sim.cluster().requests(ApiKey.METADATA).size();

        sim.runFor(Duration.ofSeconds(20));

        assertThat(sim.cluster().requests(ApiKey.METADATA).size() - before).isBetween(15, 40);
    }

    @Test
    void doesNotAskAgainForMetadataWhenNothingWaitsForTheLostLeader() {
        Simulation sim = started(SimSettings.defaults());
        sim.cluster().broker(1).pause();
        int before = sim.cluster().requests(ApiKey.METADATA).size();

        sim.runFor(Duration.ofSeconds(60));

        assertThat(sim.cluster().requests(ApiKey.METADATA)).hasSizeBetween(before, before + 1);
    }

    private static void makeUnreachable(Simulation sim, String how) {
        switch (how) {
            case "paused" -> sim.cluster().broker(1).pause();
            case "mute" -> sim.cluster().broker(1).blackhole();
            case "unanswered" -> {
                sim.transport().ignore(1, true);
                sim.transport().resetAll();
            }
            default -> {
                sim.transport().refuse(1, true);
                sim.transport().resetAll();
            }
        }
    }

    private static long producedTo(Simulation sim, int broker) {
        return sim.cluster().requests(ApiKey.PRODUCE).stream()
                .filter(request -> request.brokerId() == broker)
                .count();
    }

    private static Simulation started(SimSettings settings) {
        Simulation sim = new Simulation(settings.lingerMs(0));
        sim.learn("t");
        for (Delivery warm : List.of(sim.append("t", 0, "warm"))) {
            sim.runUntil(warm::isDone, LONG);
        }
        return sim;
    }
}
