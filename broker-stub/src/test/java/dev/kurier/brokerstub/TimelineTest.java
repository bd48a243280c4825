package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens by itself at times of the cluster's clock. */
@Timeout(30)
class TimelineTest {
    private static final long SECOND = 1_000_000_000;

    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 1).build();
    private final Timeline timeline = cluster.timeline();

    @Test
    void killsAndRestartsABrokerCountedFromTheStart() {
        long startNs = 1_000 * SECOND;
        timeline.at(Duration.ofSeconds(5), "kill", cluster.broker(2)::kill);
        timeline.at(Duration.ofSeconds(10), "restart", cluster.broker(2)::restart);
        assertThat(cluster.tick(startNs)).isEqualTo(startNs + 5 * SECOND);

        cluster.tick(startNs + 5 * SECOND - 1);
        assertThat(cluster.broker(2).isUp()).isTrue();
        cluster.tick(startNs + 5 * SECOND);
        assertThat(cluster.broker(2).isUp()).isFalse();
        assertThat(cluster.tick(startNs + 10 * SECOND)).isEqualTo(Long.MAX_VALUE);
        assertThat(cluster.broker(2).isUp()).isTrue();
    }

    @Test
    void countsALaterStepFromWhenItWasMade() {
        cluster.tick(0);
        cluster.tick(3 * SECOND);
        Timeline.Step step = timeline.at(Duration.ofSeconds(5), "kill", cluster.broker(2)::kill);
        cluster.tick(3 * SECOND);

        cluster.tick(8 * SECOND - 1);
        assertThat(step.runs()).isZero();
        cluster.tick(8 * SECOND);
        assertThat(step.runs()).isEqualTo(1);
        assertThat(step.isOver()).isTrue();
    }

    @Test
    void repeatsAStepAsOftenAsSaid() {
        cluster.tick(0);
        Timeline.Step step = timeline.every(Duration.ofSeconds(1), Duration.ofSeconds(10), 3, "hide", () -> {});
        Timeline.Step endless = timeline.every(Duration.ZERO, Duration.ofSeconds(10), "show", () -> {});

        cluster.tick(0);
        assertThat(endless.runs()).isEqualTo(1);
        cluster.tick(11 * SECOND);
        assertThat(step.runs()).isEqualTo(2);
        cluster.tick(100 * SECOND);

        assertThat(step.runs()).isEqualTo(3);
        assertThat(step.isOver()).isTrue();
        assertThat(endless.runs()).isEqualTo(11);
        endless.remove();
        cluster.tick(200 * SECOND);
        assertThat(endless.runs()).isEqualTo(11);
        assertThat(endless.isOver()).isTrue();
    }

    @Test
    void keepsTheOrderOfTimeWhenTheClockJumps() {
        List<String> happened = new ArrayList<>();
        TestClient client = new TestClient(cluster, 1);
        cluster.next(ApiKey.PRODUCE).delay(Duration.ofSeconds(4));
        timeline.at(
                Duration.ofSeconds(5),
                "five",
                () -> happened.add("five, records=" + cluster.records("t").size()));
        timeline.at(
                Duration.ofSeconds(3),
                "three",
                () -> happened.add("three, records=" + cluster.records("t").size()));
        cluster.tick(0);
        client.sendBytes(TestClient.frame(
                ApiKey.PRODUCE, 9, 1, TestClient.produceRequest("t", 0, Batches.plain("a"), 1)::write));

        cluster.tick(60 * SECOND);

        assertThat(happened).containsExactly("three, records=0", "five, records=1");
    }

    @Test
    void doesWhatAJumpWentOverInTheOrderOfTimeAndThenOfMaking() {
        List<String> happened = new ArrayList<>();
        timeline.every(Duration.ofSeconds(2), Duration.ofSeconds(2), 3, "even", () -> happened.add("even"));
        timeline.at(Duration.ofSeconds(4), "four", () -> happened.add("four"));
        timeline.at(Duration.ofSeconds(4), "four again", () -> happened.add("four again"));
        timeline.at(Duration.ofSeconds(3), "three", () -> happened.add("three"));
        cluster.tick(0);

        cluster.tick(60 * SECOND);

        assertThat(happened).containsExactly("even", "three", "even", "four", "four again", "even");
    }

    @Test
    void countsAStepMadeByAStepFromThatOneAlsoWhenTheClockJumps() {
        List<String> happened = new ArrayList<>();
        timeline.at(Duration.ofSeconds(5), "five", () -> {
            happened.add("five");
            timeline.at(Duration.ofSeconds(2), "seven", () -> happened.add("seven"));
            timeline.at(Duration.ofSeconds(60), "sixty-five", () -> happened.add("sixty-five"));
        });
        timeline.at(Duration.ofSeconds(6), "six", () -> happened.add("six"));
        timeline.at(Duration.ofSeconds(8), "eight", () -> happened.add("eight"));
        cluster.tick(0);

        long nextDueNs = cluster.tick(60 * SECOND);

        assertThat(happened).containsExactly("five", "six", "seven", "eight");
        assertThat(nextDueNs).isEqualTo(65 * SECOND);
    }

    @Test
    void goesOnAfterAStepThatCouldNotBeDone() {
        Timeline.Step impossible = timeline.at(
                Duration.ZERO, "move", () -> cluster.partition("t", 0).moveLeader(7));
        Timeline.Step next = timeline.at(Duration.ZERO, "kill", cluster.broker(2)::kill);

        cluster.tick(0);

        assertThat(impossible.failure()).contains("broker=7 can't lead");
        assertThat(next.failure()).isEmpty();
        assertThat(cluster.broker(2).isUp()).isFalse();
    }

    @Test
    void keepsTheOrderInWhichStepsOfOneTimeWereMade() {
        List<String> happened = new ArrayList<>();
        timeline.at(Duration.ofSeconds(1), "a", () -> happened.add("a"));
        timeline.at(Duration.ofSeconds(1), "b", () -> happened.add("b"));
        timeline.at(Duration.ofSeconds(1), "c", () -> happened.add("c"));
        cluster.tick(0);

        cluster.tick(SECOND);

        assertThat(happened).containsExactly("a", "b", "c");
    }

    @Test
    void forgetsAFailureWhenTheStepCouldBeDoneTheNextTime() {
        Timeline.Step step = timeline.every(
                Duration.ZERO,
                Duration.ofSeconds(1),
                "move",
                () -> cluster.partition("t", 0).moveLeader(2));
        cluster.broker(2).kill();
        cluster.tick(0);
        assertThat(step.failure()).contains("broker=2 can't lead");

        cluster.broker(2).restart();
        cluster.tick(SECOND);

        assertThat(step.failure()).isEmpty();
    }

    @Test
    void takesOutAStepWhoseTimeHasNotBegunToCount() {
        Timeline.Step step = timeline.at(Duration.ZERO, "kill", cluster.broker(2)::kill);
        step.remove();

        cluster.tick(0);

        assertThat(step.runs()).isZero();
        assertThat(cluster.broker(2).isUp()).isTrue();
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatThrownBy(() -> timeline.at(Duration.ofMillis(-1), "a", () -> {}))
                .hasMessageContaining("at=PT-0.001S is negative");
        assertThatThrownBy(() -> timeline.every(Duration.ZERO, Duration.ZERO, "a", () -> {}))
                .hasMessageContaining("interval in milliseconds");
        assertThatThrownBy(() -> timeline.every(Duration.ZERO, Duration.ofSeconds(1), 0, "a", () -> {}))
                .hasMessageContaining("times");
    }

    @Test
    void wakesWhoWaitsForAStepThatChangesNothing() {
        try (StubServer server = StubCluster.builder().start()) {
            server.cluster()
                    .timeline()
                    .at(Duration.ofMillis(200), "nothing", () -> {})
                    .awaitRuns(1, Duration.ofHours(1));
        }
    }

    @Test
    void doesAStepWithoutDelayAtOnceOnAVirtualClockThatStandsStill() {
        try (StubServer server = StubCluster.builder().virtualClock().start()) {
            server.clock().advance(Duration.ofMinutes(1));
            Timeline timelineOnSockets = server.cluster().timeline();
            Timeline.Step later = timelineOnSockets.at(Duration.ofSeconds(5), "later", () -> {});

            timelineOnSockets.at(Duration.ZERO, "now", () -> {}).awaitRuns(1, Duration.ofSeconds(20));

            assertThat(later.runs()).isZero();
        }
    }

    @Test
    void countsAStepMadeByAStepFromThatOneOnAVirtualClockToo() {
        try (StubServer server = StubCluster.builder().virtualClock().start()) {
            Timeline timelineOnSockets = server.cluster().timeline();
            List<Timeline.Step> made = new ArrayList<>();
            timelineOnSockets.at(
                    Duration.ofSeconds(5),
                    "five",
                    () -> made.add(timelineOnSockets.at(Duration.ofSeconds(2), "seven", () -> {})));

            server.clock().advance(Duration.ofSeconds(7));

            assertThat(made.get(0).runs()).isEqualTo(1);
        }
    }

    @Test
    void followsAVirtualClockOnSocketsAlsoWhenItJumpsOverSeveralSteps() throws Exception {
        try (StubServer server = StubCluster.builder()
                .virtualClock()
                .start(early -> early.timeline().at(Duration.ofSeconds(5), "kill", early.broker(1)::kill))) {
            StubBroker broker = server.cluster().broker(1);
            connect(broker).close();

            server.clock().advance(Duration.ofSeconds(5));
            assertThatThrownBy(() -> connect(broker)).isInstanceOf(IOException.class);
            server.cluster().timeline().at(Duration.ofSeconds(1), "restart", broker::restart);
            server.cluster().timeline().at(Duration.ofSeconds(2), "kill again", broker::kill);
            server.cluster().timeline().at(Duration.ofSeconds(3), "restart again", broker::restart);
            server.clock().advance(Duration.ofSeconds(3));

            connect(broker).close();
            assertThat(broker.isUp()).isTrue();
        }
    }

    @Test
    void goesByTheSystemsClockOnSockets() {
        try (StubServer server = StubCluster.builder().brokers(2).start()) {
            Timeline.Step kill = server.cluster()
                    .timeline()
                    .at(Duration.ofMillis(20), "kill", server.cluster().broker(2)::kill);

            kill.awaitRuns(1, Duration.ofSeconds(20));

            assertThat(server.cluster().broker(2).isUp()).isFalse();
            assertThatThrownBy(() -> kill.awaitRuns(2, Duration.ZERO))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("step 'kill' happened 1 times, not 2");
        }
    }

    private static Socket connect(StubBroker broker) throws IOException {
        return new Socket(broker.host(), broker.port());
    }
}
