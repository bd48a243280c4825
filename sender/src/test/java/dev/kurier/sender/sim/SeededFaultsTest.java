package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Runs the sender through random trouble, seed after seed, and holds every outcome against the logs.
 *
 * <p>{@code -Dkurier.seed=N} runs one seed, {@code -Dkurier.seeds=N} so many.
 */
class SeededFaultsTest {
    static final int PARTITIONS = 3;

    /** When trouble is over, nothing waits longer than for a request under way and the longest back-off. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void everyOutcomeIsTrueUnderRandomFaults() {
        Seeds.forEach(1_000, seed -> {
            History history = run(seed);
            history.check();
        });
    }

    @Test
    void passingTroubleLosesNothing() {
        Seeds.forEach(1_000, seed -> {
            History history = runWithPassingTrouble(seed);
            history.check();
            history.checkAllPersisted();
        });
    }

    @Test
    void oneSeedRunTwiceSendsTheSameBytesAtTheSameTimes() {
        Seeds.forEach(1_000, seed -> {
            byte[] first = run(seed).sim.requestLog();
            byte[] second = run(seed).sim.requestLog();
            assertThat(first.length).isGreaterThan(100);
            assertThat(Arrays.equals(first, second))
                    .as("the logs of both runs are equal")
                    .isTrue();
        });
    }

    @Test
    void differentSeedsTakeDifferentWays() {
        assertThat(run(1).sim.requestLog()).isNotEqualTo(run(2).sim.requestLog());
    }

    private static History run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int acks = random.nextInt(3) == 0 ? 1 : -1;
        Simulation sim = new Simulation(SimSettings.defaults()
                .seed(seed)
                .fragments(random.nextBoolean())
                .acks(acks)
                .brokers(1 + random.nextInt(3) == 1 ? 2 : 3)
                .batchBytes(random.nextBoolean() ? 1 : 200)
                .lingerMs(random.nextInt(20))
                .maxInFlight(1 + random.nextInt(5))
                .requestTimeoutMs(1_000)
                .deliveryTimeoutMs(random.nextBoolean() ? 4_000 : 30_000)
                .healTimeoutMs(random.nextBoolean() ? 2_000 : 60_000)
                .shape(builder -> builder.topic("t", PARTITIONS)));
        sim.learn("t");
        RandomFaults faults = new RandomFaults(sim, acks, random.split());
        History history = new History(sim);
        int steps = 20 + random.nextInt(60);
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(4) == 0) {
                faults.plant();
            }
            for (int n = random.nextInt(4); n > 0; n--) {
                history.append(random.nextInt(PARTITIONS));
            }
            sim.runFor(Duration.ofMillis(random.nextInt(200)));
        }
        faults.calm();
        sim.flush(Duration.ofSeconds(40));
        return history;
    }

    /** From the first batch on, of which no broker has seen one before. */
    private static History runWithPassingTrouble(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int acks = random.nextInt(3) == 0 ? 1 : -1;
        Simulation sim = new Simulation(SimSettings.defaults()
                .seed(seed)
                .acks(acks)
                .batchBytes(random.nextBoolean() ? 1 : 200)
                .maxInFlight(1 + random.nextInt(5))
                .requestTimeoutMs(5_000)
                .deliveryTimeoutMs(600_000)
                .shape(builder -> builder.topic("t", PARTITIONS)));
        sim.learn("t");
        RandomFaults faults = new RandomFaults(sim, acks, random.split());
        History history = new History(sim);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (random.nextBoolean()) {
                faults.refuseFirstOf(partition);
            }
        }
        for (int i = 0; i < 30; i++) {
            for (int n = random.nextInt(6); n > 0; n--) {
                history.append(random.nextInt(PARTITIONS));
            }
            sim.runFor(Duration.ofMillis(random.nextInt(200)));
            if (random.nextInt(3) == 0) {
                faults.plantPassing();
            }
        }
        faults.calm();
        sim.flush(SOON);
        return history;
    }

    /** What was sent, and how it ended. */
    static final class History {
        private final Simulation sim;
        private final List<List<String>> sent = new ArrayList<>();
        private final Map<String, Delivery> deliveries = new HashMap<>();
        private final List<List<String>> called = new ArrayList<>();

        History(Simulation sim) {
            this.sim = sim;
            for (int i = 0; i < PARTITIONS; i++) {
                sent.add(new ArrayList<>());
                called.add(new ArrayList<>());
            }
        }

        void append(int partition) {
            append(partition, null);
        }

        void append(int partition, @Nullable String key) {
            String value = partition + ":" + sent.get(partition).size();
            sent.get(partition).add(value);
            List<String> callbacks = called.get(partition);
            deliveries.put(value, sim.append("t", partition, key, value, (metadata, error) -> callbacks.add(value)));
        }

        void check() {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                checkPartition(partition);
            }
            // Whatever hangs on a connection without an answer is freed when its time-out has passed.
            sim.runFor(Duration.ofMinutes(6));
            assertThat(sim.accumulator().memory().availableBytes())
                    .as("free memory when idle")
                    .isEqualTo(sim.accumulator().memory().totalBytes());
        }

        /** How many records ended like this, among those that are in the log, or are not. */
        long count(Outcome outcome, boolean inLog) {
            Set<String> written = new HashSet<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                sim.cluster().records("t", partition).forEach(record -> written.add(record.valueText()));
            }
            return deliveries.entrySet().stream()
                    .filter(entry -> entry.getValue().outcome() == outcome)
                    .filter(entry -> written.contains(entry.getKey()) == inLog)
                    .count();
        }

        void checkAllPersisted() {
            deliveries.forEach((value, delivery) -> assertThat(delivery.outcome())
                    .as("outcome of %s: %s", value, delivery.error())
                    .isEqualTo(Outcome.PERSISTED));
        }

        private void checkPartition(int partition) {
            assertThat(called.get(partition))
                    .as("callbacks of partition %s, each once and in the order of its records", partition)
                    .isEqualTo(sent.get(partition));
            List<StoredRecord> log = sim.cluster().records("t", partition);
            List<String> values = log.stream().map(StoredRecord::valueText).toList();
            assertThat(values).as("no duplicates in partition %s", partition).doesNotHaveDuplicates();
            List<String> persisted = new ArrayList<>();
            for (String value : sent.get(partition)) {
                Delivery delivery = deliveries.get(value);
                assertThat(delivery.isDone()).as("%s has ended", value).isTrue();
                if (delivery.outcome() == Outcome.PERSISTED) {
                    persisted.add(value);
                    int index = values.indexOf(value);
                    assertThat(index).as("%s is in the log", value).isNotNegative();
                    long offset = delivery.join().offset();
                    assertThat(offset)
                            .as("offset of %s", value)
                            .isIn(-1L, log.get(index).offset());
                } else if (delivery.outcome() == Outcome.NOT_PERSISTED) {
                    assertThat(values)
                            .as("%s is not in the log, as was said: %s", value, delivery.error())
                            .doesNotContain(value);
                }
            }
            List<String> inLogOrder =
                    values.stream().filter(persisted::contains).toList();
            assertThat(inLogOrder).as("order of partition %s", partition).isEqualTo(persisted);
        }
    }
}
