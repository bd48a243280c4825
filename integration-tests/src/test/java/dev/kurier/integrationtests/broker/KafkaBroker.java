package dev.kurier.integrationtests.broker;

import dev.kurier.integrationtests.broker.ForkedJvm.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Runs one real Kafka broker in a forked JVM, on loopback ports: its own controller or, if that is what the release has, with
 * a ZooKeeper beside it in the same JVM.
 *
 * <p>Its directory is below this module's {@code target/kafka}; {@link #close} removes all of it but the log and the
 * settings. The broker ends with this JVM, even if that is killed. One thread at a time.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final long START_TIMEOUT_MS = 120_000;
    private static final long STOP_TIMEOUT_MS = 30_000;
    private static final Map<KafkaVersion, KafkaBroker> SHARED = new EnumMap<>(KafkaVersion.class);
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final KafkaVersion version;
    private final Path directory;
    private final Path settings;
    private final String bootstrapServers;
    private final String clusterId;
    private final int metadataPort;
    private ForkedJvm jvm;

    private KafkaBroker(KafkaVersion version, String clusterId, int metadataPort, Map<String, String> overrides) {
        this.version = version;
        this.directory = version.newDirectory();
        this.clusterId = clusterId;
        this.metadataPort = metadataPort;
        int port = LoopbackPort.free();
        this.bootstrapServers = "127.0.0.1:" + port;
        this.settings = ServerProperties.write(version, directory, port, metadataPort, overrides);
        if (version.isKRaft()) {
            format();
        }
        this.jvm = launch();
    }

    /** Starts a broker and waits until it serves. */
    public static KafkaBroker start(KafkaVersion version) {
        return start(version, Map.of());
    }

    /** Starts a broker with settings of its own and waits until it serves. */
    public static KafkaBroker start(KafkaVersion version, Map<String, String> overrides) {
        String clusterId = Uuid.randomUuid().toString();
        return serving(new KafkaBroker(version, clusterId, LoopbackPort.free(), overrides));
    }

    /** Starts another broker of this one's cluster, without a controller of its own, and waits until it answers. */
    KafkaBroker startAnother(int id, Map<String, String> overrides) {
        requireKRaft();
        return serving(new KafkaBroker(version, clusterId, metadataPort, ServerProperties.another(id, overrides)));
    }

    private static KafkaBroker serving(KafkaBroker broker) {
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-" + broker));
        broker.awaitServing();
        return broker;
    }

    /**
     * Returns the broker that all tests of this JVM share, started on first use and closed with the JVM.
     *
     * <p>Tests keep out of each other's way by {@link #newTopic}; whoever kills or stops a broker starts its own.
     */
    public static synchronized KafkaBroker shared(KafkaVersion version) {
        return SHARED.computeIfAbsent(version, KafkaBroker::start);
    }

    public KafkaVersion version() {
        return version;
    }

    /** The value for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** What the broker calls its cluster. */
    public String clusterId() {
        requireKRaft();
        return clusterId;
    }

    /** The process id of the JVM that runs, or ran last. */
    public long pid() {
        return jvm.pid();
    }

    public boolean isRunning() {
        return jvm.isAlive();
    }

    /** What the broker logged, over all its lives. */
    public Path log() {
        return directory.resolve("broker.log");
    }

    /** Where the broker keeps a partition's log. */
    public Path partitionDirectory(String topic, int partition) {
        return directory.resolve("data").resolve(topic + "-" + partition);
    }

    /** Creates a topic with one replica and waits until its partitions have leaders. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** As {@link #createTopic(String, int)}, with topic settings such as {@code max.message.bytes}. */
    public void createTopic(String name, int partitions, Map<String, String> topicSettings) {
        try (BrokerAdmin admin = new BrokerAdmin(bootstrapServers)) {
            admin.createTopic(name, partitions, topicSettings);
        }
    }

    /** Creates a topic with a name that no other test uses and returns the name. */
    public String newTopic(int partitions) {
        return newTopic(partitions, Map.of());
    }

    /**
     * As {@link #newTopic(int)}, with topic settings.
     *
     * <p>Unless they say otherwise, records stay however old their timestamps are: a broker deletes expired ones 30 seconds
     * after its start, in the middle of a test.
     */
    public String newTopic(int partitions, Map<String, String> topicSettings) {
        String name = "t" + TOPICS.incrementAndGet();
        Map<String, String> settings = new HashMap<>(topicSettings);
        settings.putIfAbsent("retention.ms", "-1");
        createTopic(name, partitions, settings);
        return name;
    }

    /** Kills the broker as {@code kill -9} does and waits until it is dead; its data stay. */
    public void kill9() {
        jvm.kill9();
        awaitEnd();
    }

    /** Stops the broker's process in the middle of what it does; connections stay, nothing is answered. */
    public void freeze() {
        jvm.signal("STOP");
    }

    /** Lets the broker go on where {@link #freeze} stopped it. */
    public void thaw() {
        jvm.signal("CONT");
    }

    /** Shuts the broker down in order and waits until it has ended; its data stay. */
    public void stop() {
        jvm.terminate();
        awaitEnd();
    }

    /**
     * Starts the broker again on the same ports and data, and waits until it serves.
     *
     * @throws IllegalStateException if it is running
     */
    public void restart() {
        requireKRaft();
        if (jvm.isAlive()) {
            throw new IllegalStateException("The broker is running with pid=" + pid() + ": kill or stop it first");
        }
        jvm = launch();
        awaitServing();
    }

    /** Kills the broker if it runs and deletes its data; may be called again. */
    @Override
    public void close() {
        kill9();
        deleteData();
    }

    private void format() {
        ForkedJvm tool = ForkedJvm.start(
                version,
                directory,
                log(),
                List.of(Main.of("kafka.tools.StorageTool", "format", "-t", clusterId, "-c", settings.toString())));
        if (!tool.awaitEnd(START_TIMEOUT_MS) || tool.exitValue() != 0) {
            tool.kill9();
            deleteData();
            throw new IllegalStateException(
                    "kafka.tools.StorageTool did not format directory=" + directory + "\n" + endOfLog());
        }
    }

    private ForkedJvm launch() {
        Main broker = Main.of("kafka.Kafka", settings.toString());
        return ForkedJvm.start(
                version, directory, log(), version.isKRaft() ? List.of(broker) : List.of(zooKeeper(), broker));
    }

    private Main zooKeeper() {
        Path zooKeeperSettings = ServerProperties.writeZooKeeper(directory, metadataPort);
        return Main.of("org.apache.zookeeper.server.ZooKeeperServerMain", zooKeeperSettings.toString());
    }

    /** With ZooKeeper, a broker names its cluster itself, and its ZooKeeper ends with it. */
    private void requireKRaft() {
        if (!version.isKRaft()) {
            throw new UnsupportedOperationException(
                    this + " has its ZooKeeper with it: such a broker can only be started, asked and closed here");
        }
    }

    private void awaitServing() {
        long startedNs = System.nanoTime();
        try (BrokerAdmin admin = new BrokerAdmin(bootstrapServers)) {
            while (!admin.isServing()) {
                boolean late = System.nanoTime() - startedNs > START_TIMEOUT_MS * 1_000_000;
                if (late || jvm.awaitEnd(50)) {
                    close();
                    throw new IllegalStateException(
                            this + (late ? " does not serve after ms=" + START_TIMEOUT_MS : " ended while starting")
                                    + "\n" + endOfLog());
                }
            }
        }
    }

    private void awaitEnd() {
        if (!jvm.awaitEnd(STOP_TIMEOUT_MS)) {
            jvm.kill9();
            throw new IllegalStateException(this + " did not end within ms=" + STOP_TIMEOUT_MS + "\n" + endOfLog());
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return "end of " + log() + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private void deleteData() {
        delete(directory.resolve("data"));
        delete(directory.resolve("zookeeper"));
        delete(directory.resolve("launcher"));
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Kafka " + version + " at " + bootstrapServers;
    }
}
