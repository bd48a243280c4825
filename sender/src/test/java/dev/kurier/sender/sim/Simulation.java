package dev.kurier.sender.sim;

import dev.kurier.accumulator.AppendResult;
import dev.kurier.accumulator.PendingRecord;
import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.sizing.BatchingSettings;
import dev.kurier.api.Callback;
import dev.kurier.api.Delivery;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.sender.CloseTicket;
import dev.kurier.sender.Sender;
import dev.kurier.sender.SenderEnvironment;
import dev.kurier.sender.SenderSettings;
import dev.kurier.sender.cluster.TopicTicket;
import dev.kurier.sender.net.BrokerAddress;
import dev.kurier.sender.produce.FlushTicket;
import dev.kurier.sender.transport.NameResolver;
import dev.kurier.sender.watch.BatchWatcher;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs a sender against a stub cluster by hand: one thread, virtual time, one seed. */
public class Simulation {
    private static final long START_NS = 1_000_000_000L;
    private static final int MAX_TURNS = 200_000;

    private final StubCluster cluster;
    private final SimTransport transport;
    private final RecordAccumulator accumulator;
    private final Sender sender;
    private long nowNs = START_NS;
    private long turns;

    public Simulation(SimSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        StubClusterBuilder builder = StubCluster.builder()
                .strict()
                .brokers(settings.brokers())
                .seed(random.nextLong())
                .recordRequests(true)
                .wallClock(() -> 1_700_000_000_000L + nowNs / 1_000_000);
        settings.shape().accept(builder);
        this.cluster = builder.build();
        this.transport = new SimTransport(cluster, () -> nowNs, random.split(), settings.fragments());
        this.accumulator = new RecordAccumulator(
                new BatchingSettings(
                        settings.batchBytes(),
                        settings.lingerMs() * 1_000_000L,
                        settings.memoryBytes(),
                        1 << 20,
                        settings.codec(),
                        10_000),
                SimDeliveries.INLINE,
                () -> {},
                Runnable::run);
        List<BrokerAddress> bootstrap = cluster.brokers().stream()
                .map(broker -> new BrokerAddress(broker.host(), broker.port()))
                .toList();
        RandomGenerator jitter = random.split();
        SenderSettings senderSettings = settings.senderSettings(bootstrap);
        this.sender = new Sender(
                senderSettings,
                accumulator,
                new SenderEnvironment(transport, new SimResolver(), jitter, settings.callbacks(), BatchWatcher.NONE),
                nowNs);
    }

    public StubCluster cluster() {
        return cluster;
    }

    public Sender sender() {
        return sender;
    }

    SimTransport transport() {
        return transport;
    }

    public RecordAccumulator accumulator() {
        return accumulator;
    }

    public long nowNs() {
        return nowNs;
    }

    /** How often the sender was turned. */
    public long turns() {
        return turns;
    }

    public byte[] requestLog() {
        return transport.log();
    }

    /** Makes the topic known, as a blocking send would. */
    public TopicTicket learn(String topic) {
        TopicTicket ticket =
                new TopicTicket(topic, -1, nowNs + Duration.ofSeconds(60).toNanos());
        sender.wantTopic(ticket);
        runUntil(ticket::isDone, Duration.ofSeconds(61));
        return ticket;
    }

    /** Appends a record to a partition; there must be memory for it. */
    public Delivery append(String topic, int partition, String value) {
        return append(topic, partition, value, null);
    }

    /** The same with a callback. */
    public Delivery append(String topic, int partition, String value, @Nullable Callback callback) {
        return append(topic, partition, null, value, callback);
    }

    Delivery append(String topic, int partition, @Nullable String key, String value, @Nullable Callback callback) {
        PendingRecord record = pending(value);
        record.encoded().key(key == null ? null : key.getBytes(StandardCharsets.UTF_8));
        record.begin(callback);
        record.appendedAt(() -> nowNs, null);
        AppendResult result = accumulator.append(accumulator.chain(topic, partition), record);
        if (result != AppendResult.APPENDED) {
            throw new IllegalStateException("not appended: " + result);
        }
        return record.delivery();
    }

    public PendingRecord pending(String value) {
        PendingRecord record = new PendingRecord();
        record.encoded()
                .key((byte[]) null)
                .value(value.getBytes(StandardCharsets.UTF_8))
                .noHeaders();
        record.encoded().timestampMs(1_700_000_000_000L + nowNs / 1_000_000);
        return record;
    }

    /** Turns the sender once and lets the cluster do what is due; returns when there is something to do next. */
    private long turn() {
        turns++;
        long senderNextNs = work(nowNs);
        long clusterNextNs = cluster.tick(nowNs);
        if (transport.hasWork() || senderNextNs - nowNs <= 0) {
            return nowNs;
        }
        return clusterNextNs == Long.MAX_VALUE ? senderNextNs : Math.min(senderNextNs, clusterNextNs);
    }

    /** Turns the sender. */
    long work(long atNs) {
        return sender.doWork(atNs);
    }

    /** Turns and moves time on until the condition holds; fails when so much virtual time has passed. */
    public void runUntil(BooleanSupplier condition, Duration limit) {
        long startNs = nowNs;
        long firstTurn = turns;
        while (!condition.getAsBoolean()) {
            long nextNs = turn();
            if (!condition.getAsBoolean()) {
                nowNs = Math.max(nowNs, nextNs);
            }
            requireProgress(startNs, firstTurn, limit);
        }
    }

    /** Lets so much virtual time pass in which the sender does not run, as while its process is stopped. */
    public void pause(Duration time) {
        nowNs += time.toNanos();
    }

    /** Lets so much virtual time pass. */
    public void runFor(Duration time) {
        long endNs = nowNs + time.toNanos();
        long firstTurn = turns;
        while (nowNs < endNs) {
            nowNs = Math.min(endNs, Math.max(nowNs, turn()));
            requireProgress(endNs, firstTurn, time);
        }
    }

    private void requireProgress(long startNs, long firstTurn, Duration limit) {
        if (nowNs - startNs > limit.toNanos() || turns - firstTurn > MAX_TURNS) {
            throw new AssertionError(
                    "not reached within " + limit + " of virtual time and " + (turns - firstTurn) + " turns");
        }
    }

    /** Flushes and waits for it. */
    public void flush() {
        flush(Duration.ofMinutes(10));
    }

    /** Flushes and waits for it; fails when it takes longer. */
    public void flush(Duration limit) {
        FlushTicket ticket = FlushTicket.untilTold();
        sender.flush(ticket);
        runUntil(ticket::isDone, limit);
    }

    /** Closes and returns what was given up. */
    public CloseTicket close(Duration timeout) {
        CloseTicket ticket = new CloseTicket(nowNs + timeout.toNanos());
        sender.close(ticket);
        runUntil(ticket::isDone, timeout.plusSeconds(1));
        return ticket;
    }

    private static final class SimResolver implements NameResolver {
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
