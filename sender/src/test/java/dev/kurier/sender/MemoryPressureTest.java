package dev.kurier.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.AppendResult;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.api.Delivery;
import dev.kurier.protocol.ApiKey;
import dev.kurier.sender.sim.SimSettings;
import dev.kurier.sender.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows which open batches leave before their linger time is over, because callers wait for memory. */
class MemoryPressureTest {
    private static final int MEMORY = 1 << 20;

    private final Simulation sim = new Simulation(
            SimSettings.defaults().memoryBytes(MEMORY).lingerMs(60_000).shape(cluster -> cluster.topic("t", 30)));
    /** Between the announcement of a sleep and the sleep. */
    @Test
    void doesNotSleepWhenItsLastLookHasMadePartitionsReady() {
        Simulation oneBroker = oneBroker();
        fillWithLingering(oneBroker);
        PendingRecord waiting = oneBroker.pending("y".repeat(100_000));
        assertThat(append(oneBroker, waiting, 60)).isEqualTo(AppendResult.NEED_MEMORY);

        assertThat(oneBroker.sender().takeSignals(oneBroker.nowNs())).isTrue();
    }

    @Test
    void sendsWhatLingersWhenThereIsNothingElseToWaitFor() {
        warm(0);
        PendingRecord waiting = fillWithOpenBatches();

        sim.runUntil(() -> waiting.ticket().isGranted(), Duration.ofMillis(200));
    }

    @Test
    void letsQuietPartitionsLingerWhileEnoughMemoryIsOnItsWay() {
        warm(0);
        warm(3);
        Delivery quiet = sim.append("t", 3, "quiet");
        sim.cluster().next(ApiKey.PRODUCE).delay(Duration.ofMillis(20));
        PendingRecord waiting = fill(0);

        sim.runUntil(() -> waiting.ticket().isGranted(), Duration.ofMillis(500));
        sim.runFor(Duration.ofSeconds(1));

        assertThat(quiet.isDone()).as("lingers on").isFalse();
    }

    @Test
    void sendsNothingOfOtherBrokersForACallerWhoseBrokersShareIsUsedUp() {
        warm(0);
        warm(1);
        Delivery ofAnother = sim.append("t", 1, "another broker's");
        sim.cluster().every(ApiKey.PRODUCE).neverAnswer();
        PendingRecord waiting = fill(0);

        sim.runFor(Duration.ofSeconds(5));

        assertThat(waiting.ticket().isWaiting()).isTrue();
        assertThat(sim.accumulator().chain("t", 1).newest()).isNotNull();
        assertThat(ofAnother.isDone()).isFalse();
        assertThat(sim.accumulator().chain("t", 1).newest().isSealed()).isFalse();
    }

    @Test
    void sendsTheOldestFirstAndNotMoreThanItTakes() {
        Simulation oneBroker = oneBroker();
        List<Delivery> first = fillWithLingering(oneBroker);
        PendingRecord waiting = oneBroker.pending("y".repeat(100_000));

        assertThat(append(oneBroker, waiting, 60)).isEqualTo(AppendResult.NEED_MEMORY);
        oneBroker.runUntil(() -> waiting.ticket().isGranted(), Duration.ofMillis(200));

        int left = (int) first.stream().filter(Delivery::isDone).count();
        assertThat(left).isBetween(5, 16);
        assertThat(first.subList(0, left)).allMatch(Delivery::isDone);
    }

    @Test
    void sendsMoreWhenMemoryDoesNotComeBack() {
        warm(0);
        warm(1);
        sim.cluster().every(ApiKey.PRODUCE).broker(leader(0)).neverAnswer();
        List<Delivery> open = new ArrayList<>();
        for (int partition = 1; partition < 30; partition += 3) {
            warm(partition);
        }
        fill(0).cancel();
        for (int partition = 1; partition < 30; partition += 3) {
            open.add(sim.append("t", partition, "z".repeat(4_000)));
        }
        PendingRecord waiting = fill(1);

        sim.runUntil(() -> waiting.ticket().isGranted(), Duration.ofSeconds(2));
        assertThat(open).anyMatch(Delivery::isDone);
    }

    private static Simulation oneBroker() {
        Simulation oneBroker = new Simulation(SimSettings.defaults()
                .brokers(1)
                .memoryBytes(MEMORY)
                .lingerMs(60_000)
                .shape(cluster -> cluster.topic("t", 61)));
        oneBroker.learn("t");
        return oneBroker;
    }

    /** Leaves too little memory for a large record. */
    private static List<Delivery> fillWithLingering(Simulation sim) {
        List<Delivery> lingering = new ArrayList<>();
        for (int partition = 0; partition < 60; partition++) {
            lingering.add(sim.append("t", partition, "x".repeat(9_000)));
            sim.runFor(Duration.ofMillis(1));
        }
        return lingering;
    }

    private int leader(int partition) {
        return sim.sender().cluster().topic("t").partitions().get(partition).leader();
    }

    private void warm(int partition) {
        sim.learn("t");
        Delivery delivery = sim.append("t", partition, "warm");
        sim.flush();
        assertThat(delivery.isDone()).isTrue();
    }

    /** Appends until a record has to wait for memory, which is then held by open batches. */
    private PendingRecord fillWithOpenBatches() {
        for (int partition = 0; ; partition = (partition + 1) % 30) {
            PendingRecord record = sim.pending("x".repeat(1_000));
            if (append(record, partition) == AppendResult.NEED_MEMORY) {
                return record;
            }
        }
    }

    /** Appends to one partition, in large batches, until a record has to wait. */
    private PendingRecord fill(int partition) {
        while (true) {
            PendingRecord record = sim.pending("x".repeat(1_000));
            if (append(record, partition) == AppendResult.NEED_MEMORY) {
                return record;
            }
        }
    }

    private AppendResult append(PendingRecord record, int partition) {
        return append(sim, record, partition);
    }

    private static AppendResult append(Simulation sim, PendingRecord record, int partition) {
        record.begin(null);
        record.appendedAt(sim::nowNs, null);
        return sim.accumulator().append(sim.accumulator().chain("t", partition), record);
    }
}
