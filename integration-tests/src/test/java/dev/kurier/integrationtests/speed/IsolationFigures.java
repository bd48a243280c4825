package dev.kurier.integrationtests.speed;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Measures what it costs a sending thread that its serializer comes from {@code kurier.plugin.path}.
 *
 * <p>The same jar, that of {@code examples/plugins/phone-serializer}, is on the class path of one JVM and on the plugin path
 * of the next, in turns. A round's figure is the processor time of the sending thread for a record. Run with the class path
 * of this module's tests; arguments: rounds, records a round.
 */
public final class IsolationFigures {
    private static final Path PROJECT = Path.of("../examples/plugins/phone-serializer");
    private static final int ROUNDS = 25;
    private static final int RECORDS = 1_000_000;

    private IsolationFigures() {}

    /** Prints each round and the medians. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        String records = args.length > 1 ? args[1] : Integer.toString(RECORDS);
        Path jar = phoneJar();
        List<Double> shared = new ArrayList<>();
        List<Double> isolated = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            shared.add(measure(List.of(jar.toString()), "", records));
            isolated.add(measure(List.of(), jar.toString(), records));
            System.out.printf(
                    Locale.ROOT,
                    "round %d: class path %.0f ns, plugin path %.0f ns%n",
                    round,
                    shared.get(round - 1),
                    isolated.get(round - 1));
        }
        System.out.printf(
                Locale.ROOT,
                "medians: class path %.0f ns, plugin path %.0f ns, ratio %.3f%n",
                median(shared),
                median(isolated),
                median(isolated) / median(shared));
    }

    private static double measure(List<String> onClassPath, String pluginPath, String records) throws IOException {
        List<String> classPath = new ArrayList<>(onClassPath);
        classPath.add(System.getProperty("java.class.path"));
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-cp",
                String.join(java.io.File.pathSeparator, classPath),
                Sending.class.getName(),
                pluginPath,
                records);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            // What is logged may come before the result.
            return Double.parseDouble(out.lines().reduce((before, last) -> last).orElseThrow());
        }
    }

    private static Path phoneJar() throws IOException {
        Path classes = Files.createTempDirectory("phone");
        try (Stream<Path> sources = Files.walk(PROJECT.resolve("src/main/java"))) {
            List<String> words = new ArrayList<>(
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(words::add);
            run("javac", words);
        }
        Path jar = classes.resolveSibling(classes.getFileName() + ".jar");
        run(
                "jar",
                List.of(
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes.toString(),
                        ".",
                        "-C",
                        PROJECT.resolve("src/main/resources").toString(),
                        "."));
        return jar;
    }

    private static void run(String tool, List<String> words) {
        int code = ToolProvider.findFirst(tool).orElseThrow().run(System.err, System.err, words.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(tool + " ended with " + code);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Sends to a stub that keeps nothing, and prints the nanoseconds of processor time a record. */
    static final class Sending {
        private static final String NUMBER = "+49 (30) 90-18-20";

        private Sending() {}

        public static void main(String[] args) throws Exception {
            int records = Integer.parseInt(args[1]);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            try (StubServer stub =
                            StubCluster.builder().topic("t", 6).discard(true).start();
                    Producer<String, String> producer =
                            Kurier.producer(settings(stub, args[0])).build()) {
                send(producer, records); // until all is compiled
                long startNs = threads.getCurrentThreadCpuTime();
                send(producer, records);
                System.out.println((threads.getCurrentThreadCpuTime() - startNs) / (double) records);
            }
        }

        private static Map<String, String> settings(StubServer stub, String pluginPath) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "bootstrap.servers",
                    stub.bootstrapServers(),
                    "key.serializer",
                    "string",
                    "value.serializer",
                    "phone"));
            if (!pluginPath.isEmpty()) {
                settings.put("kurier.plugin.path", pluginPath);
            }
            return settings;
        }

        private static void send(Producer<String, String> producer, int records) {
            for (int i = 0; i < records; i++) {
                producer.send(ProducerRecord.of("t", NUMBER));
            }
            producer.flush();
        }
    }
}
