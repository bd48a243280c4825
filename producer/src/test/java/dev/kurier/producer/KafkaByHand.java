package dev.kurier.producer;

import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.producer.config.ProducerSettings;
import dev.kurier.producer.plugin.PluginCatalog;
import dev.kurier.producer.send.Clocks;
import dev.kurier.producer.send.Waiter;
import dev.kurier.sender.CallbackDispatcher;
import dev.kurier.sender.Sender;
import dev.kurier.sender.transport.NameResolver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Runs a whole producer against a stub cluster by hand: one thread, virtual time, no sockets.
 *
 * <p>Time moves only in {@link #runUntil}, {@link #runFor} and in calls of the producer that wait. The network takes no
 * time; a broker does if it is told to.
 */
final class KafkaByHand implements Clocks, Waiter {
    private static final long START_NS = 1_000_000_000L;
    private static final long START_MS = 1_767_225_600_000L;
    private static final int MAX_TURNS = 100_000;

    private final StubCluster cluster;
    private final TransportByHand transport;
    private final PluggableProducer<String, String> producer;
    private final InnerThreads threads = new InnerThreads();
    private final Sender sender;
    private final RecordAccumulator accumulator;
    private long nowNs = START_NS;
    private int warmingRequests;

    private KafkaByHand(StubCluster cluster, Map<String, Object> given, List<DeliveryListener> listeners) {
        this.cluster = cluster;
        this.transport = new TransportByHand(cluster, this::nanoTime);
        Map<String, Object> all = new HashMap<>(given);
        cluster.brokers().forEach(broker -> all.merge("bootstrap.servers", broker.hostPort(), (a, b) -> a + "," + b));
        ProducerSettings settings = ProducerSettings.parse(all);
        try (PluginsInMaking<String, String> plugins =
                new PluginsInMaking<>(PluginCatalog.discover(getClass().getClassLoader()), settings)) {
            plugins.keySerializer(null);
            plugins.valueSerializer(null);
            plugins.partitioner(null);
            plugins.interceptors(List.of());
            plugins.listeners(listeners);
            ProducerAssembly.Assembled<String, String> made = ProducerAssembly.assemble(
                    settings,
                    plugins,
                    CallbackDispatcher.on(Runnable::run, Thread::new),
                    Runnable::run,
                    new Outside(transport, new LoopbackResolver(), new SplittableRandom(1), this, this, threads));
            this.producer = made.producer();
            this.sender = made.sender();
            this.accumulator = made.accumulator();
        }
    }

    /** Three brokers with a topic {@code t} of three partitions, and a producer with these settings. */
    static KafkaByHand with(Object... namesAndValues) {
        return with(cluster -> cluster.topic("t", 3), namesAndValues);
    }

    static KafkaByHand with(UnaryOperator<StubClusterBuilder> shape, Object... namesAndValues) {
        Map<String, Object> given = new HashMap<>(Map.of(
                "key.serializer", "string",
                "value.serializer", "string",
                "buffer.memory", 1 << 20));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return with(shape, List.of(), given);
    }

    /** The same with listeners. */
    static KafkaByHand with(
            UnaryOperator<StubClusterBuilder> shape, List<DeliveryListener> listeners, Map<String, Object> given) {
        return new KafkaByHand(
                shape.apply(StubCluster.builder().strict().brokers(3).recordRequests(true))
                        .build(),
                given,
                listeners);
    }

    /** Makes the topic known and the partition's leader trusted, so that what follows is not the first of anything. */
    KafkaByHand warm() {
        producer.send(record("warm"));
        producer.flush();
        warmingRequests = SentProduce.requestsOf(cluster).size();
        return this;
    }

    StubCluster cluster() {
        return cluster;
    }

    Producer<String, String> producer() {
        return producer;
    }

    /** The same producer, for the exchange of its partitioner. */
    PluggableProducer<String, String> pluggable() {
        return producer;
    }

    /** Where its records go, for what no caller of the producer can do. */
    RecordAccumulator accumulator() {
        return accumulator;
    }

    /** Makes threads that the producer takes for its own. */
    InnerThreads threads() {
        return threads;
    }

    TransportByHand transport() {
        return transport;
    }

    /** A record for partition 0 of {@code t}. */
    static ProducerRecord<String, String> record(String value) {
        return ProducerRecord.<String, String>of("t", value).withPartition(0);
    }

    /** The values in partition 0 of {@code t}, without the one of {@link #warm}. */
    List<String> values() {
        return cluster.records("t", 0).stream()
                .map(StoredRecord::valueText)
                .filter(value -> !"warm".equals(value))
                .toList();
    }

    /** The Produce requests that brokers have received since {@link #warm}. */
    List<SentProduce> requests() {
        List<SentProduce> all = SentProduce.allOf(cluster);
        return all.subList(warmingRequests, all.size());
    }

    /** The value of a metric of the producer. */
    double metric(String name) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name))
                .getValue();
    }

    /** How much time has passed since then. */
    Duration since(long thenNs) {
        return Duration.ofNanos(nowNs - thenNs);
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public long currentTimeMs() {
        return START_MS + (nowNs - START_NS) / 1_000_000;
    }

    @Override
    public boolean await(BooleanSupplier done, Consumer<Runnable> tellMe, long deadlineNs) {
        return run(done, deadlineNs);
    }

    /** Turns sender and brokers, and moves time on, until the condition holds. */
    void runUntil(BooleanSupplier condition) {
        if (!run(condition, nowNs + Duration.ofHours(1).toNanos())) {
            throw new AssertionError("not reached within an hour of virtual time");
        }
    }

    /** Lets so much time pass. */
    void runFor(Duration time) {
        run(() -> false, nowNs + time.toNanos());
    }

    private boolean run(BooleanSupplier condition, long deadlineNs) {
        for (int turns = 0; turns < MAX_TURNS; turns++) {
            long nextNs = turn();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (nowNs - deadlineNs >= 0) {
                return false;
            }
            nowNs = Math.min(deadlineNs, Math.max(nowNs, nextNs));
        }
        throw new AssertionError("not reached within " + MAX_TURNS + " turns");
    }

    /** Returns when there is something to do next. */
    private long turn() {
        long senderNextNs = sender.doWork(nowNs);
        long clusterNextNs = cluster.tick(nowNs);
        if (transport.hasWork()) {
            return nowNs;
        }
        return clusterNextNs == Long.MAX_VALUE ? senderNextNs : Math.min(senderNextNs, clusterNextNs);
    }

    private static final class LoopbackResolver implements NameResolver {
        @Override
        public Resolution resolve(String host) {
            return new Resolution() {
                @Override
                public List<InetAddress> addresses() {
                    return List.of(InetAddress.getLoopbackAddress());
                }

                @Override
                public String failure() {
                    return null;
                }
            };
        }
    }
}
