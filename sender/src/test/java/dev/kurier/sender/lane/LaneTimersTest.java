package dev.kurier.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.delivery.DeliveryEnvironment;
import dev.kurier.accumulator.sizing.BatchingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LaneTimersTest {
    private static final int LANES = 40;

    private final LaneTimers timers = new LaneTimers();

    @Test
    void givesOutLanesInTheOrderOfTheirTimesHoweverTheyAreChanged() {
        long seed = Long.getLong("kurier.seed", 42);
        SplittableRandom random = new SplittableRandom(seed);
        List<PartitionLane> lanes = lanes();
        Map<PartitionLane, Long> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            PartitionLane lane = lanes.get(random.nextInt(LANES));
            switch (random.nextInt(4)) {
                case 0 -> {
                    timers.clear(lane);
                    model.remove(lane);
                }
                case 1 -> {
                    long nowNs = random.nextInt(1_000);
                    PartitionLane due = timers.pollDue(nowNs);
                    Long earliest = model.values().stream().min(Long::compare).orElse(null);
                    if (earliest == null || earliest > nowNs) {
                        assertThat(due).as("seed %s, step %s", seed, step).isNull();
                    } else {
                        assertThat(model.remove(due))
                                .as("seed %s, step %s", seed, step)
                                .isEqualTo(earliest);
                    }
                }
                default -> {
                    long atNs = random.nextInt(1_000);
                    timers.set(lane, atNs);
                    model.put(lane, atNs);
                }
            }
            long expected =
                    model.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
            assertThat(timers.nextDelayNs(0)).as("seed %s, step %s", seed, step).isEqualTo(expected);
        }
    }

    @Test
    void comparesTimesByTheirDifference() {
        List<PartitionLane> lanes = lanes();
        timers.set(lanes.get(0), Long.MIN_VALUE + 10);
        timers.set(lanes.get(1), Long.MAX_VALUE - 10);
        assertThat(timers.pollDue(Long.MIN_VALUE + 20))
                .as("the clock has wrapped in between")
                .isSameAs(lanes.get(1));
    }

    private static List<PartitionLane> lanes() {
        RecordAccumulator accumulator = new RecordAccumulator(
                BatchingSettings.compressedBy("none", 0, 1_024, 0, 1 << 20, 1 << 16),
                new DeliveryEnvironment(null, error -> {}, () -> false, Runnable::run, () -> 0),
                () -> {},
                Runnable::run);
        DeliverySettings settings = new DeliverySettings((short) -1, true, 1, 1, 1, 1, 1, 1, 1, 1, 1, true);
        List<PartitionLane> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(new PartitionLane(accumulator.chain("t", i), settings, new DrainPressure(), 5));
        }
        return lanes;
    }
}
