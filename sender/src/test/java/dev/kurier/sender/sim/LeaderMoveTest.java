package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A partition goes on at its new leader at once, whatever the old one is doing. */
class LeaderMoveTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void sendsToTheNewLeaderWhenTheElectionTookLongerThanTheBackOffAndTheOldLeaderStaysAway() {
        Simulation sim = start(SimSettings.defaults());
        Delivery before = sim.append("t", 0, "before");
        sim.runUntil(before::isDone, SOON);
        sim.transport().refuse(1, true);
        sim.transport().resetAll();
        List<Delivery> during = List.of(sim.append("t", 0, "during"), sim.append("t", 0, "too"));
        sim.runFor(Duration.ofSeconds(9));
        sim.cluster().partition("t", 0).moveLeader(2);
        sim.runUntil(() -> during.stream().allMatch(Delivery::isDone), SOON);
        Delivery after = sim.append("t", 0, "after");
        sim.runUntil(after::isDone, SOON);
        assertThat(during).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(after.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("before", "during", "too", "after");
    }

    @Test
    void sendsWhatIsReadyToTheNewLeaderWhileTheOldOneIsMuteByThrottling() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        Delivery before = sim.append("t", 0, "before");
        sim.runUntil(before::isDone, SOON);
        sim.cluster().next(ApiKey.PRODUCE).throttle(Duration.ofSeconds(60));
        Delivery throttled = sim.append("t", 0, "throttled");
        sim.runUntil(throttled::isDone, SOON);
        List<Delivery> ready = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ready.add(sim.append("t", 0, "ready" + i));
        }
        sim.runFor(Duration.ofMillis(200));
        assertThat(ready).noneMatch(Delivery::isDone);
        sim.cluster().partition("t", 0).moveLeader(2);
        // Another partition finds out that leaders have moved.
        sim.cluster().partition("t", 1).moveLeader(3);
        Delivery other = sim.append("t", 1, "other");
        sim.runUntil(other::isDone, SOON);
        sim.runUntil(() -> ready.stream().allMatch(Delivery::isDone), SOON);
        assertThat(ready).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        return sim;
    }

    private static List<String> values(Simulation sim) {
        return sim.cluster().records("t", 0).stream()
                .map(StoredRecord::valueText)
                .toList();
    }
}
