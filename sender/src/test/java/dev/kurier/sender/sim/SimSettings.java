package dev.kurier.sender.sim;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.sender.SenderSettings;
import dev.kurier.sender.cluster.MetadataSettings;
import dev.kurier.sender.lane.CallbackHandover;
import dev.kurier.sender.lane.DeliverySettings;
import dev.kurier.sender.metrics.SampleSettings;
import dev.kurier.sender.net.BrokerAddress;
import dev.kurier.sender.net.ConnectionSettings;
import java.util.List;
import java.util.function.Consumer;

/** Shapes a simulation; the defaults are those of the product, with three brokers. */
public final class SimSettings {
    private static final long MS = 1_000_000L;

    private long seed = 1;
    private int brokers = 3;
    private boolean fragments;
    private short acks = -1;
    private boolean idempotent = true;
    private int retries = Integer.MAX_VALUE;
    private long retryBackoffMs = 100;
    private int maxInFlight = 5;
    private long lingerMs = 5;
    private int batchBytes = 16_384;
    private long memoryBytes = 8L << 20;
    private long requestTimeoutMs = 30_000;
    private long deliveryTimeoutMs = 120_000;
    private long healTimeoutMs = 300_000;
    private long maxIdleMs = 540_000;
    private int maxRequestBytes = 1 << 20;
    private boolean followRecreatedTopics = true;
    private boolean rebootstrap = true;
    private long rebootstrapTriggerMs = 300_000;
    private Codec codec = Codec.of(CompressionType.NONE, 0);
    private CallbackHandover callbacks = new InlineCallbacks();
    private Consumer<StubClusterBuilder> shape = builder -> builder.topic("t", 3);

    public static SimSettings defaults() {
        return new SimSettings();
    }

    public SimSettings seed(long value) {
        seed = value;
        return this;
    }

    public SimSettings brokers(int value) {
        brokers = value;
        return this;
    }

    public SimSettings fragments(boolean value) {
        fragments = value;
        return this;
    }

    public SimSettings acks(int value) {
        acks = (short) value;
        idempotent &= value != 0;
        return this;
    }

    public SimSettings idempotent(boolean value) {
        idempotent = value;
        return this;
    }

    public SimSettings retries(int value) {
        retries = value;
        return this;
    }

    public SimSettings retryBackoffMs(long value) {
        retryBackoffMs = value;
        return this;
    }

    public SimSettings maxInFlight(int value) {
        maxInFlight = value;
        return this;
    }

    public SimSettings lingerMs(long value) {
        lingerMs = value;
        return this;
    }

    public SimSettings batchBytes(int value) {
        batchBytes = value;
        return this;
    }

    public SimSettings memoryBytes(long value) {
        memoryBytes = value;
        return this;
    }

    public SimSettings requestTimeoutMs(long value) {
        requestTimeoutMs = value;
        return this;
    }

    public SimSettings deliveryTimeoutMs(long value) {
        deliveryTimeoutMs = value;
        return this;
    }

    public SimSettings healTimeoutMs(long value) {
        healTimeoutMs = value;
        return this;
    }

    public SimSettings maxIdleMs(long value) {
        maxIdleMs = value;
        return this;
    }

    public SimSettings maxRequestBytes(int value) {
        maxRequestBytes = value;
        return this;
    }

    public SimSettings followRecreatedTopics(boolean value) {
        followRecreatedTopics = value;
        return this;
    }

    public SimSettings rebootstrap(boolean value) {
        rebootstrap = value;
        return this;
    }

    public SimSettings rebootstrapTriggerMs(long value) {
        rebootstrapTriggerMs = value;
        return this;
    }

    public SimSettings codec(Codec value) {
        codec = value;
        return this;
    }

    public SimSettings callbacks(CallbackHandover value) {
        callbacks = value;
        return this;
    }

    public SimSettings shape(Consumer<StubClusterBuilder> value) {
        shape = value;
        return this;
    }

    long seed() {
        return seed;
    }

    int brokers() {
        return brokers;
    }

    boolean fragments() {
        return fragments;
    }

    long lingerMs() {
        return lingerMs;
    }

    int batchBytes() {
        return batchBytes;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    Codec codec() {
        return codec;
    }

    CallbackHandover callbacks() {
        return callbacks;
    }

    Consumer<StubClusterBuilder> shape() {
        return shape;
    }

    SenderSettings senderSettings(List<BrokerAddress> bootstrap) {
        return new SenderSettings(
                bootstrap,
                new DeliverySettings(
                        acks,
                        idempotent,
                        retries,
                        retryBackoffMs * MS,
                        1_000 * MS,
                        requestTimeoutMs * MS,
                        deliveryTimeoutMs * MS,
                        lingerMs * MS,
                        maxRequestBytes,
                        healTimeoutMs * MS,
                        memoryBytes / 4,
                        followRecreatedTopics),
                new ConnectionSettings(
                        "sim",
                        maxInFlight,
                        requestTimeoutMs * MS,
                        10_000 * MS,
                        30_000 * MS,
                        maxIdleMs * MS,
                        16 << 20,
                        deliveryTimeoutMs * MS),
                new MetadataSettings(300_000 * MS, 300_000 * MS, rebootstrap, rebootstrapTriggerMs * MS),
                50 * MS,
                1_000 * MS,
                new SampleSettings(30_000 * MS, 2));
    }

    private static final class InlineCallbacks implements CallbackHandover {
        @Override
        public void handOver(BatchOutcome outcome) {
            outcome.runCallbacks();
        }

        @Override
        public void afterAll(Runnable action) {
            action.run();
        }
    }
}
