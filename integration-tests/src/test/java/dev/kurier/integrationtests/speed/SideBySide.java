package dev.kurier.integrationtests.speed;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures Kurier beside kafka-clients: same sink, same JVM flags, in turns; prints each round and the ratio of medians.
 *
 * <p>The sink is a stub in a JVM of its own that checks what it receives and stores nothing. Run with the class path of
 * this module's tests; arguments: rounds, seconds a round.
 */
public final class SideBySide {
    private static final List<String> FLAGS =
            List.of("-Xms1g", "-Xmx1g", "-XX:MaxDirectMemorySize=512m", "-XX:+UseParallelGC");

    private SideBySide() {}

    /** Runs the comparison. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        String seconds = args.length > 1 ? args[1] : "10";
        Process sink = start(List.of(Sink.class.getName()), ProcessBuilder.Redirect.PIPE);
        try (BufferedReader fromSink = sink.inputReader(StandardCharsets.UTF_8)) {
            String bootstrap = fromSink.readLine();
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                ours.add(measure("kurier", bootstrap, seconds));
                theirs.add(measure("kafka", bootstrap, seconds));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: kurier %.2f, kafka-clients %.2f million records/s%n",
                        round,
                        ours.get(round - 1) / 1e6,
                        theirs.get(round - 1) / 1e6);
            }
            System.out.printf(Locale.ROOT, "ratio of the medians: %.2f%n", median(ours) / median(theirs));
        } finally {
            sink.destroyForcibly();
        }
    }

    private static double measure(String client, String bootstrap, String seconds) throws IOException {
        Process process =
                start(List.of(Load.class.getName(), client, bootstrap, seconds), ProcessBuilder.Redirect.PIPE);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            // What is logged may come before the result.
            String result = out.lines()
                    .reduce((before, last) -> last)
                    .orElseThrow(() -> new IOException(client + " ended without a result"));
            return Double.parseDouble(result);
        }
    }

    private static Process start(List<String> arguments, ProcessBuilder.Redirect output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Is the sink: takes everything, keeps nothing. */
    static final class Sink {
        public static void main(String[] args) throws Exception {
            try (StubServer server = StubCluster.builder()
                    .brokers(1)
                    .topic("speed", 6)
                    .discard(true)
                    .start()) {
                System.out.println(server.bootstrapServers());
                Thread.currentThread().join();
            }
        }
    }
}
