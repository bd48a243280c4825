package dev.kurier.cli.cluster;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import dev.kurier.api.Producer;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.console.Console;
import dev.kurier.producer.Kurier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is the cluster a command works on: the one its settings name, or an embedded stub that ends with it. */
public final class Cluster implements AutoCloseable {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final int STUB_BROKERS = 3;

    private final Map<String, String> settings;
    private final @Nullable StubServer stub;

    private Cluster(Map<String, String> settings, @Nullable StubServer stub) {
        this.settings = settings;
        this.stub = stub;
    }

    /** Takes the cluster that the settings name; if they name none, starts a stub and says so on standard error. */
    public static Cluster of(Map<String, String> settings, Console console) {
        if (settings.containsKey(BOOTSTRAP_SERVERS)) {
            return new Cluster(settings, null);
        }
        StubServer stub = StubCluster.builder().brokers(STUB_BROKERS).start();
        console.err().println("No -b HOST:PORT: writing to a stub in this process; the records vanish when it ends.");
        Map<String, String> completed = new LinkedHashMap<>(settings);
        completed.put(BOOTSTRAP_SERVERS, stub.bootstrapServers());
        return new Cluster(completed, stub);
    }

    /**
     * Makes a producer and makes sure that a broker of the cluster can be reached.
     *
     * @throws dev.kurier.api.error.ConfigException if a setting is refused
     * @throws dev.kurier.api.error.PluginException if a plugin is
     * @throws dev.kurier.cli.console.CommandFailure if no broker takes a connection within three seconds
     */
    public <K, V> Producer<K, V> producer() {
        Producer<K, V> producer = Kurier.producer(settings).build();
        try {
            BootstrapProbe.requireReachable(bootstrapServers());
            return producer;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public void close() {
        if (stub != null) {
            stub.close();
        }
    }

    private List<HostAndPort> bootstrapServers() {
        String servers = settings.getOrDefault(BOOTSTRAP_SERVERS, "");
        return Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(servers)
                .map(entry -> HostAndPort.fromString(
                        entry.substring(entry.indexOf("://") < 0 ? 0 : entry.indexOf("://") + 3)))
                .toList();
    }
}
