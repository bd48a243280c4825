package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StubCommandTest {
    @Test
    void printsAddressesThatRecordsCanBeProducedTo() throws Exception {
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    out,
                    new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Thread stub = new Thread(
                    () -> ended.complete(Commands.in(console).execute("stub", "--port", "0", "--brokers", "2")));
            stub.start();
            String addresses = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)).readLine();

            assertThat(addresses).matches("127\\.0\\.0\\.1:\\d+,127\\.0\\.0\\.1:\\d+");
            assertThat(CommandRun.withInput("a\n", "produce", "-t", "t", "-b", addresses)
                            .out())
                    .containsExactly("t-0@0");

            stub.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandRun run = CommandRun.of("stub", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("--port=" + taken.getLocalPort()).contains("0 for a free one");
        }
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThat(CommandRun.of("stub", "--brokers", "0").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("stub", "--port", "65536").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("stub", "--port", "65535", "--brokers", "2").err())
                .contains("--port=65535");
    }
}
