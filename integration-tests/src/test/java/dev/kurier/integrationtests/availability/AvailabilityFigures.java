package dev.kurier.integrationtests.availability;

import dev.kurier.integrationtests.client.TopicReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures Kurier beside kafka-clients on three real brokers, schedule by schedule, and prints a row for each run.
 *
 * <p>Run with the class path of this module's tests, in this module's directory; arguments: rounds, then names of schedules
 * ({@code drop-one}), makes ({@code kurier}, {@code kafka}) or acks ({@code acks=1}); without names, all of them.
 */
public final class AvailabilityFigures {
    private static final int RATE_PER_SECOND = 2_000;
    private static final int MOST_RECORDS = 120_000;
    private static final long BEFORE_MS = 5_000;
    private static final long AFTER_MS = 12_000;

    private AvailabilityFigures() {}

    /** Runs the schedules. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        Set<String> named = Arrays.stream(args).skip(1).collect(Collectors.toSet());
        System.out.println(Verdict.HEADER);
        int run = 0;
        for (Schedule schedule : Schedule.values()) {
            if (!isNamed(named, schedule.label(), "[a-z]+-[a-z-]+|quiet")) {
                continue;
            }
            try (ShakyCluster cluster = new ShakyCluster()) {
                for (int round = 1; round <= rounds; round++) {
                    for (String acks : List.of("acks=1", "acks=all")) {
                        for (String make : round % 2 == 1 ? List.of("kurier", "kafka") : List.of("kafka", "kurier")) {
                            if (isNamed(named, acks, "acks=.*") && isNamed(named, make, "kurier|kafka")) {
                                String value = acks.substring("acks=".length());
                                Verdict verdict = run(cluster, schedule, make, value, "t" + run++);
                                System.out.println(verdict.row(schedule.label(), value, make));
                            }
                        }
                    }
                }
            }
        }
        System.exit(0);
    }

    /** Whether the name was given, or none of its kind. */
    private static boolean isNamed(Set<String> named, String name, String kind) {
        return named.contains(name) || named.stream().noneMatch(other -> other.matches(kind));
    }

    private static Verdict run(ShakyCluster cluster, Schedule schedule, String make, String acks, String topic)
            throws InterruptedException {
        cluster.createTopic(topic);
        ClientUnderTest client = ClientUnderTest.open(make, cluster.bootstrapServers(), acks);
        SteadyLoad load = new SteadyLoad(client, topic, RATE_PER_SECOND, MOST_RECORDS);
        load.start();
        pause(BEFORE_MS);
        schedule.run(cluster, topic, AvailabilityFigures::pause);
        long troubleEndNs = System.nanoTime();
        pause(AFTER_MS);
        load.stop();
        Verdict verdict = Verdict.of(load, new TopicReader(cluster.directServers()).readAll(topic), troubleEndNs);
        cluster.deleteTopic(topic);
        return verdict;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
