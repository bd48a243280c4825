package dev.kurier.integrationtests.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs kcat, the command line of librdkafka: a client that shares no code with Java's. */
public final class Kcat {
    private static final long TIMEOUT_SECONDS = 60;

    private final Path program;
    private final String bootstrapServers;

    private Kcat(Path program, String bootstrapServers) {
        this.program = program;
        this.bootstrapServers = bootstrapServers;
    }

    /** Finds kcat, or skips the running test and says why. */
    public static Kcat orSkip(String bootstrapServers) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "kcat"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Kcat(program, bootstrapServers))
                .orElseGet(() -> Assumptions.abort("kcat is not installed: apt-get install kcat"));
    }

    /** Lists brokers, topics and partitions ({@code kcat -L}). */
    public List<String> list() {
        return run("", "-L");
    }

    /** Writes one record a line ({@code kcat -P}); further options may follow, such as {@code -K:} or {@code -z lz4}. */
    public void produce(String topic, List<String> lines, String... options) {
        run(String.join("\n", lines) + "\n", with(options, "-P", "-t", topic));
    }

    /** Reads the whole topic ({@code kcat -C -e}); {@code format} as in kcat's {@code -f}, one record an element. */
    public List<String> consume(String topic, String format) {
        return run("", "-C", "-q", "-e", "-o", "beginning", "-X", "check.crcs=true", "-t", topic, "-f", format + "\n");
    }

    private List<String> run(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-b", bootstrapServers));
        command.addAll(List.of(arguments));
        try {
            Path in = Files.createTempFile("kcat", ".in");
            Path out = Files.createTempFile("kcat", ".out");
            Path err = Files.createTempFile("kcat", ".err");
            try {
                Files.writeString(in, input);
                Process process = new ProcessBuilder(command)
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                if (!ended || process.waitFor() != 0) {
                    throw new AssertionError(command
                            + (ended ? " failed: " : " did not end: ")
                            + Files.readString(err, StandardCharsets.UTF_8));
                }
                return Files.readAllLines(out, StandardCharsets.UTF_8);
            } finally {
                for (Path file : List.of(in, out, err)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    private static String[] with(String[] options, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(options)).toArray(String[]::new);
    }
}
