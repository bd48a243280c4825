package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.brokerstub.recording.Recording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and SIGTERM, to a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
    @Test
    void sendsWhatItHasReadPrintsTotalsAndEndsWith130() throws Exception {
        try (StubServer stub = StubCluster.builder().topic("t", 1).start()) {
            // So long a linger that only a flush sends what is in the open batch.
            Process process = start(
                    "produce",
                    "-t",
                    "t",
                    "-b",
                    stub.bootstrapServers(),
                    "-X",
                    "linger.ms=60000",
                    "-X",
                    "delivery.timeout.ms=120000",
                    "-X",
                    "batch.size=120");
            try (OutputStream input = process.getOutputStream()) {
                // Two do not fit into one batch: the answer to the first shows that the second is in the open one.
                String line = "a record of somewhat more than forty bytes\n";
                input.write((line + line).getBytes(StandardCharsets.UTF_8));
                input.flush();
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                // Well before the linger time is over, though the second record is still under way.
                assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), out::readLine))
                        .isEqualTo("t-0@0");

                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
                assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("interrupted: 2 acknowledged, 0 failed");
                assertThat(stub.cluster().records("t")).hasSize(2);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void theStubWritesTheEndOfItsRecording(String signal, int exitCode, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("session.rec");
        Process process = start("stub", "--port=0", "--record=" + file);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String address = assertTimeoutPreemptively(Duration.ofSeconds(30), out::readLine);
            assertThat(CommandRun.withInput("a\n", "produce", "-t", "t", "-b", address)
                            .exitCode())
                    .isZero();

            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(exitCode);
            assertThat(Recording.read(file).end()).isNotNull();
            assertThat(CommandRun.of("stub", "lint", file.toString()).err())
                    .contains("0 errors")
                    .doesNotContain("cut short");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Its heap is full of records: what it failed of is in its log, and closing need not show it again. */
    @Test
    void theStubEndsWithoutAStackTraceAfterItsMemoryRanOut(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(
                        CommandProcess.words(List.of("-Xmx24m", "-XX:+UseSerialGC"), "stub", "--port=0"))
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String address = assertTimeoutPreemptively(Duration.ofSeconds(30), out::readLine);
            String lines = ("x".repeat(900_000) + "\n").repeat(30);
            CommandRun run = CommandRun.withInput(
                    lines,
                    "produce",
                    "-t",
                    "t",
                    "-b",
                    address,
                    "-X",
                    "delivery.timeout.ms=4000",
                    "-X",
                    "request.timeout.ms=2000");
            assertThat(run.err()).contains("the broker closed the connection");
            long before = Files.size(log);

            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(log).substring((int) before))
                    .contains("kurier stub: ", "OutOfMemoryError")
                    .doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(heedingInterrupts());
        command.addAll(CommandProcess.words(List.of(), args));
        return new ProcessBuilder(command).start();
    }

    /** A build in the background of a script ignores Ctrl-C, and so would what it starts; GNU's env undoes that. */
    private static List<String> heedingInterrupts() throws IOException, InterruptedException {
        List<String> prefix = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        return new ProcessBuilder(probe).start().waitFor() == 0 ? prefix : List.of();
    }
}
