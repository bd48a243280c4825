package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lists the Kafka releases that a broker can be started from. */
public enum KafkaVersion {
    KAFKA_4_4_0("4.4.0"),
    KAFKA_4_0_1("4.0.1"),
    KAFKA_3_9_1("3.9.1"),
    /** Its brokers keep their metadata in ZooKeeper. */
    KAFKA_2_8_2("2.8.2");

    private final String version;

    KafkaVersion(String version) {
        this.version = version;
    }

    /** Whether its brokers keep their metadata themselves (KIP-500). */
    public boolean isKRaft() {
        return this != KAFKA_2_8_2;
    }

    /**
     * The jars of this release, as the module {@code brokers/kafka-VERSION} found them.
     *
     * @throws IllegalStateException if that module was not built yet
     */
    String classPath() {
        Path file = moduleDirectory().resolve("brokers/kafka-" + version + "/target/class-path");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No class path of Kafka " + version + " in file=" + file
                            + ". Write it: mvn -pl integration-tests -am generate-test-resources",
                    e);
        }
    }

    /** Makes a fresh directory for one broker of this release, below this module's {@code target}. */
    Path newDirectory() {
        try {
            Path brokers = Files.createDirectories(moduleDirectory().resolve("target/kafka"));
            return Files.createTempDirectory(brokers, version + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path moduleDirectory() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** The version as Kafka writes it, such as {@code 4.4.0}. */
    @Override
    public String toString() {
        return version;
    }
}
