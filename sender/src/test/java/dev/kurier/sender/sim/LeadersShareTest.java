package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.AppendResult;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.memory.MemoryPool;
import dev.kurier.api.Delivery;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shows how much of the memory one broker's records may hold. */
class LeadersShareTest {
    private final Simulation sim = new Simulation(SimSettings.defaults());
    private final MemoryPool memory = sim.accumulator().memory();

    @Test
    void givesAllToTheOnlyPartitionThatIsWrittenTo() {
        sim.learn("t");
        persist(0);
        sim.cluster().every(ApiKey.PRODUCE).neverAnswer();

        fill(0);

        assertThat(memory.availableBytes()).isLessThan(memory.totalBytes() / 20);
    }

    /** Issue 14: the first batch counted for an unknown leader, as if that were a second broker. */
    @Test
    void givesAllToTheOnlyBrokerFromTheFirstRecordOn() {
        Simulation alone = new Simulation(SimSettings.defaults().brokers(1).memoryBytes(1 << 20));
        alone.learn("t");
        alone.cluster().every(ApiKey.PRODUCE).neverAnswer();

        fill(alone, 0);

        assertThat(alone.accumulator().memory().availableBytes()).isLessThan(20_000);
        assertThat(alone.accumulator().memory().share(-1).heldBytes()).isZero();
    }

    @Test
    void keepsHalfForOtherBrokersWhileTheyAreWrittenToAndGivesItAwayLater() {
        sim.learn("t");
        persist(0);
        persist(1);
        // The first record of a partition may be counted before the sender has said who leads it.
        persist(1);
        sim.cluster().every(ApiKey.PRODUCE).neverAnswer();

        fill(0);

        assertThat(memory.availableBytes()).isBetween(memory.totalBytes() * 4 / 10, memory.totalBytes() / 2 + 100_000);
        sim.runFor(Duration.ofSeconds(20));
        // Whoever finds no memory wakes the sender.
        sim.runFor(Duration.ofMillis(1));
        fill(0);
        assertThat(memory.availableBytes()).isLessThan(memory.totalBytes() / 20);
    }

    private void persist(int partition) {
        Delivery first = sim.append("t", partition, "first");
        sim.runUntil(first::isDone, Duration.ofSeconds(1));
    }

    private void fill(int partition) {
        fill(sim, partition);
    }

    private static void fill(Simulation sim, int partition) {
        String value = "x".repeat(1_000);
        for (int count = 1; append(sim, partition, value); count++) {
            if (count % 200 == 0) {
                sim.runFor(Duration.ofMillis(1));
            }
        }
    }

    private static boolean append(Simulation sim, int partition, String value) {
        PendingRecord record = sim.pending(value);
        record.begin(null);
        record.appendedAt(sim::nowNs, null);
        AppendResult result = sim.accumulator().append(sim.accumulator().chain("t", partition), record);
        if (result == AppendResult.NEED_MEMORY) {
            record.cancel();
        }
        return result == AppendResult.APPENDED;
    }
}
