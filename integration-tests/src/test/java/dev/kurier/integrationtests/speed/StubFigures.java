package dev.kurier.integrationtests.speed;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/**
 * Measures what the broker stub costs: its start, its memory, its threads, and its processor time for what it receives.
 *
 * <p>Prints the table of {@code docs/broker-stub-figures.md}; each figure is the median of so many rounds (first argument,
 * 10). Run with the class path of this module's tests, on a machine that does nothing else.
 */
public final class StubFigures {
    private static final int ROUNDS = 10;
    private static final int MANY_CLUSTERS = 100;

    private StubFigures() {}

    /** Prints all figures. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        System.out.println("| figure | median of " + rounds + " |");
        System.out.println("| --- | --- |");
        row("first start of three brokers in a running JVM", "%.1f ms", median(rounds, () -> inOwnJvm("first")));
        row("start of three brokers, warm", "%.2f ms", median(rounds, () -> inOwnJvm("warm")));
        row(
                "`kurier stub` from the start of its JVM to its first answer",
                "%.0f ms",
                median(rounds, StubFigures::commandLine));
        row(
                "100 clusters started and stopped one after the other",
                "%.0f ms",
                median(rounds, () -> inOwnJvm("hundred")));
        row("threads that they leave behind", "%.0f", median(rounds, () -> inOwnJvm("left")));
        row("heap of three idle brokers", "%.2f MB", median(rounds, () -> inOwnJvm("heap")));
        row("threads of three brokers", "%.0f", median(rounds, () -> inOwnJvm("threads")));
        loads(rounds);
    }

    /** Takes turns: what the machine does besides, it does to all of them. */
    private static void loads(int rounds) throws IOException {
        Map<String, StubLoad> loads = new LinkedHashMap<>();
        loads.put("processor time a GB, discarding", new StubLoad(1, 16, true));
        loads.put("the same, with log and CRC", new StubLoad(1, 16, false));
        loads.put("discarding, 1,000 connections", new StubLoad(1_000, 16, true));
        loads.put("discarding, 10,000 partitions", new StubLoad(1, 10_000, true));
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, StubLoad> load : loads.entrySet()) {
                costs.computeIfAbsent(load.getKey(), any -> new ArrayList<>())
                        .add(load.getValue().coreSecondsPerGb());
            }
        }
        costs.forEach((name, values) -> row(name, "%.3f s", median(values)));
    }

    private static void row(String name, String format, double value) {
        System.out.println("| " + name + " | " + String.format(Locale.ROOT, format, value) + " |");
    }

    /** Measures in a JVM of its own, and returns the number that it prints. */
    private static double inOwnJvm(String what) throws IOException {
        Process process = java(List.of(OwnJvm.class.getName(), what));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return Double.parseDouble(out.readLine());
        }
    }

    /** From the start of the process until the first broker has answered. */
    private static double commandLine() throws IOException {
        long startedNs = System.nanoTime();
        Process process = java(List.of("dev.kurier.cli.Main", "stub", "--port", "0"));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String address = out.readLine();
            int colon = address.lastIndexOf(':');
            try (Socket socket =
                    new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
                StubLoad.hello(socket);
            }
            return (System.nanoTime() - startedNs) / 1e6;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static double median(int rounds, Callable<Double> measure) throws Exception {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            values.add(measure.call());
        }
        return median(values);
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** Is the JVM in which one thing is measured. */
    static final class OwnJvm {
        private OwnJvm() {}

        public static void main(String[] args) {
            // A running JVM has a logging back end.
            LoggerFactory.getLogger(OwnJvm.class);
            System.out.println(
                    switch (args[0]) {
                        case "first" -> startMs();
                        case "warm" -> warmMs();
                        case "hundred" -> hundredMs();
                        case "left" -> threadsLeft();
                        case "heap" -> heapMb();
                        default -> threads();
                    });
        }

        private static double startMs() {
            long startedNs = System.nanoTime();
            try (StubServer server = threeBrokers()) {
                return (System.nanoTime() - startedNs) / 1e6;
            }
        }

        private static double warmMs() {
            double last = 0;
            for (int i = 0; i < MANY_CLUSTERS; i++) {
                last = startMs();
            }
            return last;
        }

        private static double hundredMs() {
            long startedNs = System.nanoTime();
            warmMs();
            return (System.nanoTime() - startedNs) / 1e6;
        }

        private static double threadsLeft() {
            int before = Thread.activeCount();
            warmMs();
            return Thread.activeCount() - before;
        }

        private static double threads() {
            int before = Thread.activeCount();
            try (StubServer server = threeBrokers()) {
                return Thread.activeCount() - before;
            }
        }

        /** The second time: the first one leaves classes and constants behind. */
        private static double heapMb() {
            idleHeapMb();
            return idleHeapMb();
        }

        private static double idleHeapMb() {
            long before = usedBytes();
            try (StubServer server = threeBrokers()) {
                return (usedBytes() - before) / 1e6;
            }
        }

        private static long usedBytes() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        private static StubServer threeBrokers() {
            return StubCluster.builder().brokers(3).start();
        }
    }
}
