package dev.kurier.cli.stub;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import dev.kurier.cli.console.InterruptHook;
import dev.kurier.cli.console.TextFile;
import dev.kurier.cli.stub.control.ControlServer;
import dev.kurier.cli.stub.control.StubControl;
import dev.kurier.cli.stub.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs stub brokers until it is interrupted. */
@Command(
        name = "stub",
        header = "Run stub brokers that any Kafka client can produce to and read from.",
        description =
                "They listen on 127.0.0.1 unless --listen says otherwise, create topics when they are asked for, and keep the records in memory."
                        + " Their addresses are printed on standard output; Ctrl-C ends them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./kurier stub",
            "  ./kurier stub --port 0 --brokers 3 --topic orders:6",
            "  ./kurier stub --emulate 3.9",
            "  ./kurier stub --listen 0.0.0.0 --advertise host.docker.internal --control-port 9099",
            "  ./kurier stub --control-port 9099 --scenario lost-answer.json"
        })
public final class StubCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_BROKERS = 100;

    /** How many bytes of requests are kept for the control port. */
    private static final long KEPT_REQUEST_BYTES = 32L * 1024 * 1024;

    private final Console console;

    /** The scenario as it was at the start: a reset plays the same. */
    private @Nullable String scenarioText;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AddressOptions addresses = new AddressOptions();

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many brokers. Default: ${DEFAULT-VALUE}.")
    private int brokers;

    @Option(
            names = "--topic",
            paramLabel = "NAME[:N]",
            description = "A topic to create at once, and its number of partitions. May be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--emulate",
            paramLabel = "VERSION",
            defaultValue = "4.4",
            description =
                    "Answer as the brokers of this Kafka release: 2.8, 3.9, 4.0 or 4.4. Default: ${DEFAULT-VALUE}.")
    private String release = "";

    @Option(
            names = "--racks",
            paramLabel = "RACK",
            split = ",",
            description = "The racks of the brokers, one for each in their order. Default: they have none.")
    private List<String> racks = new ArrayList<>();

    @Option(
            names = "--rack-aware",
            description = "Send consumers that name their rack (client.rack) to a replica in sync in that rack.")
    private boolean rackAware;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Topics to create and faults to play, as JSON; see docs/broker-stub.md.")
    private @Nullable Path scenario;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Record all requests and answers into a new file, of at most 256 MiB.")
    private @Nullable Path recording;

    @Option(
            names = "--control-port",
            paramLabel = "N",
            description = "Listen there for HTTP requests that script faults and show records; 0 takes a free port.")
    private @Nullable Integer controlPort;

    @Option(
            names = "--strict",
            description = "Hang up on bytes behind a request and on unknown tags, which Kafka's brokers skip.")
    private boolean strict;

    @Option(
            names = "--virtual-clock",
            description = "Let the brokers' clock stand still until the control port moves it.")
    private boolean virtualClock;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chances, spread delays and topic ids are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

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
        requireRange("--port", addresses.port(), 0, addresses.port() == 0 ? 0 : MAX_PORT - brokers + 1);
        if (controlPort != null) {
            requireRange("--control-port", controlPort, 0, MAX_PORT);
        }
        if (!racks.isEmpty() && racks.size() != brokers) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--racks=" + String.join(",", racks) + " must be one for each of --brokers=" + brokers);
        }
        if (rackAware && racks.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--rack-aware needs --racks: brokers without racks are in nobody's");
        }
        if (virtualClock && controlPort == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--virtual-clock needs --control-port: nobody could move the clock otherwise");
        }
        Scenario.Installed[] played = {Scenario.Installed.NOTHING};
        try (StubServer server = start(cluster -> played[0] = play(cluster));
                ControlServer control = control(server, played[0]);
                InterruptHook hook = InterruptHook.calling(() -> close(server))) {
            console.out().println(server.bootstrapServers());
            console.out().flush();
            if (control != null) {
                console.err().println("control: " + control.url());
            }
            console.err().println("seed: " + server.cluster().faults().seed());
            console.err().println("Ctrl-C ends the stub; its records are in memory only.");
            boolean closed = server.awaitEnd();
            return (closed ? ExitCode.ALL_ACKNOWLEDGED : ExitCode.RECORDS_FAILED).code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        } catch (AssertionError e) {
            return failed(e).code();
        }
    }

    private void close(StubServer server) {
        try {
            server.close();
        } catch (AssertionError e) {
            failed(e);
        }
    }

    /** Closing tells a test what failed inside the stub; here the log has told it when it happened. */
    private ExitCode failed(AssertionError e) {
        console.err().println("kurier stub: " + e.getMessage());
        return ExitCode.RECORDS_FAILED;
    }

    private StubServer start(Consumer<StubCluster> prepare) {
        try {
            StubClusterBuilder cluster = emulating()
                    .brokers(brokers)
                    .seed(seed)
                    .racks(racks.toArray(String[]::new))
                    .rackAwareReplicaSelector(rackAware);
            addresses.set(cluster, brokers);
            if (controlPort != null) {
                cluster.recordRequests(KEPT_REQUEST_BYTES);
            }
            if (strict) {
                cluster.strict();
            }
            if (virtualClock) {
                cluster.virtualClock();
            }
            return cluster.topics(topics.toArray(String[]::new)).start(made -> {
                record(made);
                prepare.accept(made);
            });
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.CONFIG, "--port=" + addresses.port() + ": " + e.getMessage());
        }
    }

    private void record(StubCluster cluster) {
        if (recording == null) {
            return;
        }
        try {
            cluster.record(recording);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.CONFIG, "--record: " + e.getMessage());
        }
    }

    private StubClusterBuilder emulating() {
        try {
            return StubCluster.builder().emulate(release);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--emulate: " + e.getMessage());
        }
    }

    private Scenario.Installed play(StubCluster cluster) {
        if (scenario == null) {
            return Scenario.Installed.NOTHING;
        }
        try {
            if (scenarioText == null) {
                scenarioText = TextFile.read("--scenario", scenario);
            }
            return Scenario.install(String.valueOf(scenario.getFileName()), scenarioText, cluster);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.CONFIG, "--scenario=" + scenario + ": " + e.getMessage());
        }
    }

    private @Nullable ControlServer control(StubServer server, Scenario.Installed played) {
        if (controlPort == null) {
            return null;
        }
        try {
            return StubControl.open(
                    server,
                    new InetSocketAddress(addresses.listen(), controlPort),
                    played,
                    () -> play(server.cluster()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CONFIG,
                    "--control-port=" + controlPort + ": " + e.getMessage()
                            + "; choose another port, or 0 for a free one");
        }
    }

    private void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + "=" + value + " is not allowed: " + min + " to " + max);
        }
    }
}
