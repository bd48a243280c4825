package dev.kurier.cli.stub;

import dev.kurier.brokerstub.StubClusterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Holds the options that say where the stub listens, and what clients are told. */
final class AddressOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "The first broker's port, the others' follow; 0 takes free ones. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--listen",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where brokers and control port listen; 0.0.0.0 is every address of this machine. There is no"
                    + " authentication. Default: ${DEFAULT-VALUE}.")
    private String listen = "";

    @Option(
            names = "--advertise",
            paramLabel = "HOST[:PORT]",
            split = ",",
            description =
                    "What clients are told to connect to: one for each broker, or one host for all. Default: where"
                            + " the brokers listen.")
    private List<String> advertised = new ArrayList<>();

    int port() {
        return port;
    }

    String listen() {
        return listen;
    }

    /** Sets them, of so many brokers. */
    void set(StubClusterBuilder cluster, int brokers) {
        cluster.ports(IntStream.range(0, brokers)
                        .map(i -> port == 0 ? 0 : port + i)
                        .toArray())
                .listen(listen)
                .advertise(advertised.toArray(String[]::new));
    }
}
