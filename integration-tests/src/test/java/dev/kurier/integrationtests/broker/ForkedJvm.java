package dev.kurier.integrationtests.broker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Holds one JVM with a main class of Kafka in it; not for use by several threads. */
final class ForkedJvm {
    private static final List<String> FLAGS = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            // Brokers here live for seconds: starting fast counts, running fast does not.
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn",
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn");

    // Held for its standard input as well: when that is closed, the forked JVM ends.
    private final Process process;

    private ForkedJvm(Process process) {
        this.process = process;
    }

    /**
     * Is a main class and its arguments.
     *
     * @param name the class's name
     */
    record Main(String name, List<String> arguments) {
        static Main of(String name, String... arguments) {
            return new Main(name, List.of(arguments));
        }
    }

    /** Starts main classes, all but the last beside it; what they print is added to {@code log}. */
    static ForkedJvm start(KafkaVersion version, Path directory, Path log, List<Main> mains) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-cp");
        try {
            command.add(copyLauncher(directory) + File.pathSeparator + version.classPath());
            command.add(BrokerMain.class.getName());
            for (Main main : mains) {
                command.add(String.valueOf(main.arguments().size()));
                command.add(main.name());
                command.addAll(main.arguments());
            }
            return new ForkedJvm(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyLauncher(Path directory) throws IOException {
        String name = BrokerMain.class.getName().replace('.', '/') + ".class";
        Path classes = directory.resolve("launcher");
        Path copy = classes.resolve(name);
        if (!Files.exists(copy)) {
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            try (InputStream in = BrokerMain.class.getClassLoader().getResourceAsStream(name)) {
                Files.copy(Objects.requireNonNull(in, name), copy);
            }
        }
        return classes;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitValue() {
        return process.exitValue();
    }

    /** Sends SIGTERM. */
    void terminate() {
        // Not process.destroy(): that closes standard input as well, which the forked JVM takes for our death.
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    void kill9() {
        process.destroyForcibly();
    }

    /** Sends a signal that the JDK has no method for, such as {@code STOP}. */
    void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid() + " ended with status=" + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling pid=" + pid(), e);
        }
    }

    /** Waits for the end, at most so long; returns whether it came. */
    boolean awaitEnd(long timeoutMs) {
        try {
            return process.waitFor(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for pid=" + pid(), e);
        }
    }
}
