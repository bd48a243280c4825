package dev.kurier.quickstart;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import org.jspecify.annotations.Nullable;

/**
 * Says where the records go: to the cluster that the program's arguments name, or to a stub in this process.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param stub the stub to stop when the program ends, or null for a real cluster
 */
record Cluster(String bootstrapServers, @Nullable StubServer stub) implements AutoCloseable {
    private static final String OPTION = "--bootstrap-server";

    /**
     * Reads {@code --bootstrap-server HOST:PORT}; without it starts three stub brokers.
     *
     * @throws IllegalArgumentException if the arguments say anything else
     */
    static Cluster of(String[] args) {
        if (args.length == 0) {
            StubServer stub = StubCluster.builder()
                    .brokers(3)
                    .topic(Topic.PARCELS, Topic.PARTITIONS)
                    .start();
            return new Cluster(stub.bootstrapServers(), stub);
        }
        if (args.length == 2 && args[0].equals(OPTION)) {
            return new Cluster(args[1], null);
        }
        throw new IllegalArgumentException("arguments=" + String.join(" ", args) + " are not understood; allowed: "
                + OPTION + " HOST:PORT, or none for a stub in this process");
    }

    @Override
    public void close() {
        if (stub != null) {
            stub.close();
        }
    }
}
