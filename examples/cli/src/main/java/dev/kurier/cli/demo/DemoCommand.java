package dev.kurier.cli.demo;

import dev.kurier.api.Producer;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import dev.kurier.cli.timing.StageMicros;
import dev.kurier.cli.timing.StageTable;
import dev.kurier.producer.Kurier;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows Kurier at work: nothing to install, nothing to start. */
@Command(
        name = "demo",
        header = "Send records in the three ways to three stub brokers, and show where the time went.",
        description = "Needs no Kafka: the brokers run in this process, on real sockets.")
public final class DemoCommand implements Callable<Integer> {
    private static final String TOPIC = "parcels";
    private static final int BROKERS = 3;
    private static final int PARTITIONS = 3;

    private final PrintStream out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** Makes the command for that console. */
    public DemoCommand(Console console) {
        this.out = console.out();
    }

    @Override
    public Integer call() {
        try (StubServer stub = StubCluster.builder()
                        .brokers(BROKERS)
                        .topic(TOPIC, PARTITIONS)
                        .start();
                Producer<String, String> producer = Kurier.producer(stub.bootstrapServers())
                        .serializers("string", "string")
                        .set("kurier.timing", "all")
                        .build()) {
            out.println("Three stub brokers listen on " + stub.bootstrapServers());
            ThreeWays ways = new ThreeWays(producer, TOPIC, out);
            ways.fireAndForget(stub.cluster());
            ways.synchronous();
            TimedRecord timed = ways.asynchronous();

            out.println();
            out.println("Where the time of " + timed.metadata() + " went");
            StageTable.print(StageMicros.of(timed.times()), out);
            out.flush();
            return ExitCode.ALL_ACKNOWLEDGED.code();
        }
    }
}
