package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ctrl-C, to a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
    @Test
    void sendsWhatItHasReadPrintsTotalsAndEndsWith130() throws Exception {
        try (StubServer stub = StubCluster.builder().topic("t", 1).start()) {
            // So long a linger that only a flush can have sent the record.
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
                    "batch.size=40");
            try (OutputStream input = process.getOutputStream()) {
                // The third does not fit into the batch of the first two, which goes out, and so shows that all were
                // read.
                input.write(
                        "first\nsecond\nthird-longer-than-a-batch-of-forty-bytes\n".getBytes(StandardCharsets.UTF_8));
                input.flush();
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                assertThat(out.readLine()).isEqualTo("t-0@0");

                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
                assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("interrupted: 3 acknowledged, 0 failed");
                assertThat(stub.cluster().records("t"))
                        .extracting(StoredRecord::valueText)
                        .hasSize(3);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.kurier.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }
}
