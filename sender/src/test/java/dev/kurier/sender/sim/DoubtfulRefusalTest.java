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

/** What becomes of a batch whose first attempt was lost and whose second is refused as too large, or for some of its records. */
class DoubtfulRefusalTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private final List<Delivery> whole = new ArrayList<>();

    @Test
    void splitsABatchThatIsNotInTheLog() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).disconnect();
        Delivery behind = sendTwoBatches(sim);
        lowerLimit(sim);
        sim.runUntil(() -> behind.isDone() && whole.stream().allMatch(Delivery::isDone), LONG);
        assertThat(whole).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(behind.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("warm", "0", "1", "2", "3", "behind");
        assertThat(sim.cluster().records("t", 0))
                .extracting(StoredRecord::producerEpoch)
                .containsOnly((short) 0);
    }

    @Test
    void writesNothingTwiceOfABatchThatIsInTheLogAndKeepsTheNumbersOfThoseBehindIt() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        Delivery behind = sendTwoBatches(sim);
        lowerLimit(sim);
        sim.runUntil(() -> behind.isDone() && whole.stream().allMatch(Delivery::isDone), LONG);
        assertThat(whole).extracting(Delivery::outcome).containsOnly(Outcome.UNKNOWN);
        assertThat(whole.get(0).error())
                .hasMessageContaining("may be in the log")
                .hasMessageContaining("a part that was sent in place of the whole");
        assertThat(behind.outcome()).as("%s", behind.error()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("warm", "0", "1", "2", "3", "behind");
        assertThat(sim.cluster().records("t", 0))
                .extracting(StoredRecord::producerEpoch)
                .containsOnly((short) 0);
    }

    @Test
    void sendsTheRemainingRecordsAndThoseBehindThemWhenRecordsAreRejected() {
        Simulation sim = start(SimSettings.defaults());
        sim.cluster().next(ApiKey.PRODUCE).disconnect();
        Delivery behind = sendTwoBatches(sim);
        sim.cluster().topic("t").config("cleanup.policy", "compact");
        sim.runUntil(() -> behind.isDone() && whole.stream().allMatch(Delivery::isDone), LONG);
        assertThat(whole)
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.PERSISTED, Outcome.UNKNOWN, Outcome.PERSISTED, Outcome.UNKNOWN);
        assertThat(whole.get(1).error()).hasMessageContaining("earlier attempt had no definite response");
        assertThat(behind.outcome()).as("%s", behind.error()).isEqualTo(Outcome.PERSISTED);
        assertThat(values(sim)).containsExactly("warm", "0", "2", "behind");
    }

    @Test
    void leavesABatchUnknownThatCarriesNoSequences() {
        Simulation sim = start(SimSettings.defaults().idempotent(false));
        sim.cluster().next(ApiKey.PRODUCE).disconnect();
        sendTwoBatches(sim);
        lowerLimit(sim);
        sim.runUntil(whole.get(3)::isDone, LONG);
        assertThat(whole).extracting(Delivery::outcome).containsOnly(Outcome.UNKNOWN);
    }

    /** Sends a batch of four records and one behind it; the connection breaks while both are in flight. */
    private Delivery sendTwoBatches(Simulation sim) {
        for (int i = 0; i < 4; i++) {
            whole.add(sim.append("t", 0, i % 2 == 0 ? "k" : null, Integer.toString(i), null));
        }
        sim.runFor(Duration.ofMillis(6));
        Delivery behind = sim.append("t", 0, "k", "behind", null);
        sim.runFor(Duration.ofMillis(20));
        return behind;
    }

    private static void lowerLimit(Simulation sim) {
        sim.cluster().topic("t").config("max.message.bytes", "82");
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        Delivery warm = sim.append("t", 0, "k", "warm", null);
        sim.runUntil(warm::isDone, LONG);
        return sim;
    }

    private static List<String> values(Simulation sim) {
        return sim.cluster().records("t", 0).stream()
                .map(StoredRecord::valueText)
                .toList();
    }
}
