package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Deletes the topic and creates it again, again and again, amid other trouble, and holds every outcome against the logs of
 * all the topics that there have been.
 *
 * <p>{@code -Dkurier.seed=N} runs one seed, {@code -Dkurier.seeds=N} so many.
 */
class SeededRecreationTest {
    private static final int PARTITIONS = 3;

    @Test
    void everyOutcomeIsTrueOfTheTopicThatWasThere() {
        Seeds.forEach(300, seed -> new Run(seed).check());
    }

    private static final class Run {
        private final SplittableRandom random;
        private final Simulation sim;
        private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
        private final List<List<StoredRecord>> logs = new ArrayList<>();

        Run(long seed) {
            random = new SplittableRandom(seed);
            int acks = random.nextBoolean() ? 1 : -1;
            sim = new Simulation(SimSettings.defaults()
                    .seed(seed)
                    .acks(acks)
                    .followRecreatedTopics(random.nextInt(3) > 0)
                    .batchBytes(random.nextBoolean() ? 1 : 200)
                    .maxInFlight(1 + random.nextInt(5))
                    .requestTimeoutMs(1_000)
                    .deliveryTimeoutMs(random.nextBoolean() ? 4_000 : 30_000)
                    .healTimeoutMs(random.nextBoolean() ? 2_000 : 60_000)
                    .shape(builder -> builder.topic("t", PARTITIONS)));
            sim.learn("t");
            RandomFaults faults = new RandomFaults(sim, acks, random.split());
            for (int i = 0; i < 40; i++) {
                if (random.nextInt(4) == 0) {
                    faults.plantPassing();
                }
                if (random.nextInt(6) == 0) {
                    keepLogs();
                    sim.cluster().topic("t").recreate(PARTITIONS);
                }
                for (int n = random.nextInt(4); n > 0; n--) {
                    int partition = random.nextInt(PARTITIONS);
                    String value = partition + ":" + deliveries.size();
                    deliveries.put(value, sim.append("t", partition, value));
                }
                sim.runFor(Duration.ofMillis(random.nextInt(200)));
            }
            faults.calm();
            sim.flush();
            keepLogs();
        }

        private void keepLogs() {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                logs.add(sim.cluster().records("t", partition));
            }
        }

        void check() {
            Map<String, List<Long>> offsets = new LinkedHashMap<>();
            for (List<StoredRecord> log : logs) {
                List<String> values = log.stream().map(StoredRecord::valueText).toList();
                assertThat(values).as("no duplicates in one log").doesNotHaveDuplicates();
                log.forEach(record -> offsets.computeIfAbsent(record.valueText(), any -> new ArrayList<>())
                        .add(record.offset()));
                assertThat(values.stream().filter(this::isPersisted).toList())
                        .as("order of one log")
                        .isEqualTo(deliveries.keySet().stream()
                                .filter(values::contains)
                                .filter(this::isPersisted)
                                .toList());
            }
            deliveries.forEach((value, delivery) -> {
                assertThat(delivery.isDone()).as("%s has ended", value).isTrue();
                if (delivery.outcome() == Outcome.NOT_PERSISTED) {
                    assertThat(offsets)
                            .as("%s was in no log: %s", value, delivery.error())
                            .doesNotContainKey(value);
                } else if (delivery.outcome() == Outcome.PERSISTED) {
                    assertThat(offsets).as("%s was in a log", value).containsKey(value);
                    assertThat(delivery.join().offset())
                            .as("offset of %s", value)
                            .isIn(withUnknown(offsets.get(value)));
                }
            });
        }

        private static List<Long> withUnknown(List<Long> offsets) {
            List<Long> all = new ArrayList<>(offsets);
            all.add(-1L);
            return all;
        }

        private boolean isPersisted(String value) {
            return deliveries.get(value).outcome() == Outcome.PERSISTED;
        }
    }
}
