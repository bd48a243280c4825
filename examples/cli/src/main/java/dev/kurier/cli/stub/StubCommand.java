package dev.kurier.cli.stub;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs stub brokers until it is interrupted. */
@Command(
        name = "stub",
        header = "Run stub brokers that any Kafka client can produce to and read from.",
        description =
                "They listen on 127.0.0.1 only, create topics when they are asked for, and keep the records in memory."
                        + " Their addresses are printed on standard output; Ctrl-C ends them.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./kurier stub", "  ./kurier stub --port 0 --brokers 3"})
public final class StubCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_BROKERS = 100;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "The first broker's port, the others' follow; 0 takes free ones. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many brokers. Default: ${DEFAULT-VALUE}.")
    private int brokers;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** Makes the command for that console. */
    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    public StubCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireRange("--brokers", brokers, 1, MAX_BROKERS);
        requireRange("--port", port, 0, port == 0 ? 0 : MAX_PORT - brokers + 1);
        try (StubServer server = start()) {
            console.out().println(server.bootstrapServers());
            console.out().flush();
            console.err().println("Ctrl-C ends the stub; its records are in memory only.");
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
    }

    private StubServer start() {
        int[] ports =
                IntStream.range(0, brokers).map(i -> port == 0 ? 0 : port + i).toArray();
        try {
            return StubCluster.builder().brokers(brokers).ports(ports).start();
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.CONFIG, "--port=" + port + ": " + e.getMessage());
        }
    }

    private void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + "=" + value + " is not allowed: " + min + " to " + max);
        }
    }
}
