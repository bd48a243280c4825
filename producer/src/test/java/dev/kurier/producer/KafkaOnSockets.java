package dev.kurier.producer;

import dev.kurier.api.Producer;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.brokerstub.StubServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test a stub cluster on real sockets, and producers for it that are closed at the end. */
final class KafkaOnSockets implements AfterEachCallback {
    /** As long as a test waits for what has to happen; only a failing test waits that long. */
    static final long PATIENCE_SECONDS = 60;

    private final StubServer server;
    private final List<Producer<?, ?>> producers = new ArrayList<>();

    private KafkaOnSockets(StubServer server) {
        this.server = server;
    }

    /** Starts one broker with a topic {@code t} of one partition. */
    static KafkaOnSockets started() {
        return started(cluster -> cluster.topic("t", 1));
    }

    static KafkaOnSockets started(UnaryOperator<StubClusterBuilder> shape) {
        return new KafkaOnSockets(
                shape.apply(StubCluster.builder().strict().recordRequests(true)).start());
    }

    StubCluster cluster() {
        return server.cluster();
    }

    String bootstrapServers() {
        return server.bootstrapServers();
    }

    /** Begins a producer of strings with little memory. */
    ProducerBuilder builder() {
        return Kurier.producer(bootstrapServers())
                .serializers("string", "string")
                .set("buffer.memory", 1 << 20)
                .set("max.block.ms", PATIENCE_SECONDS * 1000);
    }

    /** Makes a producer of strings with these settings on top. */
    Producer<String, String> producer(Object... namesAndValues) {
        ProducerBuilder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.set((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return make(builder);
    }

    <K, V> Producer<K, V> make(ProducerBuilder builder) {
        Producer<K, V> producer = builder.build();
        producers.add(producer);
        return producer;
    }

    /** The values in a topic's log, partition by partition. */
    List<String> values(String topic) {
        return cluster().records(topic).stream().map(StoredRecord::valueText).toList();
    }

    /** The Produce requests received so far. */
    List<ReceivedRequest> produceRequests() {
        return SentProduce.requestsOf(cluster());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        producers.forEach(producer -> producer.close(Duration.ZERO));
        server.close();
    }
}
