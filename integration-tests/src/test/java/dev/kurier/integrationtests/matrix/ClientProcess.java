package dev.kurier.integrationtests.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a client's script as a process of its own, for a bounded time. */
final class ClientProcess implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;

    private ClientProcess(List<String> command, Process process, Path out, Path err) {
        this.command = command;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ClientProcess start(Path directory, List<String> command) throws IOException {
        Path out = Files.createTempFile(directory, "client", ".out");
        Path err = Files.createTempFile(directory, "client", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        return new ClientProcess(command, builder.start(), out, err);
    }

    /** Tells whether a command is there and exits with 0. */
    static boolean succeeds(Path directory, List<String> command) {
        try (ClientProcess probe = start(directory, command)) {
            return probe.process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && probe.process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits for its end.
     *
     * @return the lines that it printed
     * @throws AssertionError if it failed, or did not end in time; with what it wrote on standard error
     */
    List<String> await() throws IOException, InterruptedException {
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(command + (ended ? " failed: " : " did not end: ") + said());
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    /** Returns what it wrote on standard error so far. */
    String said() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
