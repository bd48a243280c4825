package dev.kurier.integrationtests.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Lists clients that are not Java's, each with a script that does its tasks.
 *
 * <p>They come from Debian and from npm, see {@code .ci/run}. A test of one that is not installed is skipped.
 */
enum ForeignClient {
    KAFKA_PYTHON("kafka-python", List.of("none", "gzip", "snappy", "lz4", "zstd"), true),
    CONFLUENT_KAFKA_PYTHON("confluent-kafka-python", List.of("none", "gzip", "snappy", "lz4", "zstd"), true),
    /** Has no codec of its own but gzip; snappy comes from a package of pure JavaScript. Reads in groups only. */
    KAFKAJS("kafkajs", List.of("none", "gzip", "snappy"), false),
    /** Has zstd from Node 22.15 on. Reads in groups only. */
    PLATFORMATIC("platformatic", List.of("none", "gzip", "snappy", "lz4"), false);

    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    /** Where the scripts run, beside the packages of npm. */
    private static final Path HOME = BASE.resolve("target").resolve("clients");

    private static final Path DEBIAN_PYTHON = Path.of("/usr/bin/python3");

    private final String title;
    private final List<String> codecs;
    private final boolean assigns;

    ForeignClient(String title, List<String> codecs, boolean assigns) {
        this.title = title;
        this.codecs = codecs;
        this.assigns = assigns;
    }

    /** The codecs that it can compress with, {@code none} included. */
    List<String> codecs() {
        return codecs;
    }

    /** Tells whether it can read a partition without a group. */
    boolean assigns() {
        return assigns;
    }

    /** Its client id, too. */
    @Override
    public String toString() {
        return title;
    }

    /** Begins a task, or skips the running test if the client is not there. */
    ClientProcess start(String task, String bootstrapServers, String topic, String... more) throws IOException {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(task, bootstrapServers, topic));
        command.addAll(List.of(more));
        return ClientProcess.start(HOME, command);
    }

    /** Puts the scripts where they find the packages of npm. */
    static void layOut() throws IOException {
        Files.createDirectories(HOME);
        try (Stream<Path> scripts = Files.list(BASE.resolve("src/test/resources/clients"))) {
            // not the list of packages: it says which are installed there
            for (Path script :
                    scripts.filter(path -> !path.toString().endsWith(".json")).toList()) {
                Files.write(HOME.resolve(script.getFileName()), Files.readAllBytes(script));
            }
        }
    }

    private List<String> program() throws IOException {
        return switch (this) {
            case KAFKA_PYTHON -> python("kafka", "python3-kafka", "kafka_python.py");
            case CONFLUENT_KAFKA_PYTHON ->
                python("confluent_kafka", "python3-confluent-kafka", "confluent_kafka_python.py");
            case KAFKAJS -> node("kafkajs", "kafkajs.mjs");
            case PLATFORMATIC -> node("@platformatic/kafka", "platformatic.mjs");
        };
    }

    private List<String> python(String module, String debianPackage, String script) throws IOException {
        String python = Files.isExecutable(DEBIAN_PYTHON) ? DEBIAN_PYTHON.toString() : "python3";
        if (!ClientProcess.succeeds(HOME, List.of(python, "-c", "import " + module))) {
            Assumptions.abort(title + " is not installed: apt-get install " + debianPackage);
        }
        return List.of(python, script);
    }

    private List<String> node(String npmPackage, String script) throws IOException {
        if (!Files.isDirectory(HOME.resolve("node_modules").resolve(npmPackage))
                || !ClientProcess.succeeds(HOME, List.of("node", "--version"))) {
            Assumptions.abort(title + " is not installed: needs node, and in integration-tests/target/clients: npm ci"
                    + " --ignore-scripts");
        }
        return List.of("node", script);
    }
}
