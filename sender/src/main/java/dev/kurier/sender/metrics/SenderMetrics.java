package dev.kurier.sender.metrics;

import dev.kurier.sender.net.NetworkMetrics;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts what the sender does, under the names of Kafka's {@code producer-metrics} group.
 *
 * <p>Written by the sender's thread only; {@link #read} may be called from any.
 */
public final class SenderMetrics implements NetworkMetrics {
    private static final double NANOS_PER_MS = 1_000_000.0;
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    private final Counter records = new Counter();
    private final Counter recordBytes = new Counter();
    private final Counter errors = new Counter();
    private final Counter retries = new Counter();
    private final Counter splits = new Counter();
    private final Counter requests = new Counter();
    private final Counter responses = new Counter();
    private final Counter outgoingBytes = new Counter();
    private final Counter incomingBytes = new Counter();
    private final Counter connectionsOpened = new Counter();
    private final Counter connectionsClosed = new Counter();
    private final WindowedStat sendRate;
    private final WindowedStat errorRate;
    private final WindowedStat retryRate;
    private final WindowedStat requestRate;
    private final WindowedStat byteRate;
    private final WindowedStat latencyMs;
    private final WindowedStat batchBytes;
    private final WindowedStat compressionRate;
    private final WindowedStat recordBytesPerBatch;
    private final WindowedStat recordsPerRequest;
    private final WindowedStat queueTimeMs;
    private final WindowedStat throttleMs;
    private volatile int inFlight;
    private volatile long metadataNs;
    private long nowNs;

    /** Makes the counters, all at zero. */
    public SenderMetrics(SampleSettings samples, long nowNs) {
        this.nowNs = nowNs;
        this.metadataNs = nowNs;
        this.sendRate = new WindowedStat(samples, nowNs);
        this.errorRate = new WindowedStat(samples, nowNs);
        this.retryRate = new WindowedStat(samples, nowNs);
        this.requestRate = new WindowedStat(samples, nowNs);
        this.byteRate = new WindowedStat(samples, nowNs);
        this.latencyMs = new WindowedStat(samples, nowNs);
        this.batchBytes = new WindowedStat(samples, nowNs);
        this.compressionRate = new WindowedStat(samples, nowNs);
        this.recordBytesPerBatch = new WindowedStat(samples, nowNs);
        this.recordsPerRequest = new WindowedStat(samples, nowNs);
        this.queueTimeMs = new WindowedStat(samples, nowNs);
        this.throttleMs = new WindowedStat(samples, nowNs);
    }

    /** Says what time it is in this turn. */
    public void turn(long turnNs) {
        nowNs = turnNs;
    }

    /** Takes note of a Produce request that leaves. */
    public void requestAssembled(int recordCount) {
        recordsPerRequest.record(recordCount, nowNs);
    }

    /** Takes note of when the brokers last told what there is; until they have, of when the producer was made. */
    public void metadataAsOf(long updatedNs) {
        if (updatedNs != metadataNs) {
            metadataNs = updatedNs;
        }
    }

    /** Takes note of a batch drained for the first time. */
    public void batchDrained(DrainedBatch batch) {
        batchBytes.record(batch.sizeBytes(), nowNs);
        compressionRate.record((double) batch.sizeBytes() / batch.uncompressedBytes(), nowNs);
        recordBytesPerBatch.record((double) batch.uncompressedBytes() / batch.recordCount(), nowNs);
        queueTimeMs.record(batch.queuedNs() / NANOS_PER_MS, nowNs);
    }

    /** Takes note of a batch that ended well. */
    public void batchPersisted(int recordCount, int sizeBytes) {
        records.add(recordCount);
        recordBytes.add(sizeBytes);
        sendRate.record(recordCount, nowNs);
    }

    /** Takes note of records that did not. */
    public void recordsFailed(int recordCount) {
        errors.add(recordCount);
        errorRate.record(recordCount, nowNs);
    }

    /** Takes note of a batch that has to be sent again. */
    public void batchRetried(int recordCount) {
        retries.add(recordCount);
        retryRate.record(recordCount, nowNs);
    }

    /** Takes note of a batch that was split. */
    public void batchSplit() {
        splits.add(1);
    }

    /** Takes note of an answer to a Produce request, and of the wait that it demands, 0 for none. */
    public void produceAnswered(long latencyNs, int demandedWaitMs) {
        latencyMs.record(latencyNs / NANOS_PER_MS, nowNs);
        throttleMs.record(demandedWaitMs, nowNs);
    }

    @Override
    public void requestSent(long bytes) {
        requests.add(1);
        outgoingBytes.add(bytes);
        requestRate.record(1, nowNs);
        byteRate.record(bytes, nowNs);
    }

    @Override
    public void responseReceived(long bytes) {
        responses.add(1);
        incomingBytes.add(bytes);
    }

    @Override
    public void inFlight(int requestsInFlight) {
        inFlight = requestsInFlight;
    }

    @Override
    public void connectionOpened() {
        connectionsOpened.add(1);
    }

    @Override
    public void connectionClosed() {
        connectionsClosed.add(1);
    }

    /** Writes every value under its name. */
    public void read(Map<String, Double> into, long readNs) {
        into.put("record-send-total", (double) records.value());
        into.put("record-send-rate", sendRate.ratePerSecond(readNs));
        into.put("record-error-total", (double) errors.value());
        into.put("record-error-rate", errorRate.ratePerSecond(readNs));
        into.put("record-retry-total", (double) retries.value());
        into.put("record-retry-rate", retryRate.ratePerSecond(readNs));
        into.put("batch-split-total", (double) splits.value());
        into.put("request-total", (double) requests.value());
        into.put("request-rate", requestRate.ratePerSecond(readNs));
        into.put("response-total", (double) responses.value());
        into.put("outgoing-byte-total", (double) outgoingBytes.value());
        into.put("outgoing-byte-rate", byteRate.ratePerSecond(readNs));
        into.put("incoming-byte-total", (double) incomingBytes.value());
        into.put("request-latency-avg", latencyMs.average(readNs));
        into.put("request-latency-max", latencyMs.max(readNs));
        into.put("requests-in-flight", (double) inFlight);
        into.put("batch-size-avg", batchBytes.average(readNs));
        into.put("batch-size-max", batchBytes.max(readNs));
        into.put("compression-rate-avg", compressionRate.average(readNs));
        into.put("record-size-avg", recordBytesPerBatch.average(readNs));
        into.put("metadata-age", (readNs - metadataNs) / NANOS_PER_SECOND);
        into.put("records-per-request-avg", recordsPerRequest.average(readNs));
        into.put("record-queue-time-avg", queueTimeMs.average(readNs));
        into.put("record-queue-time-max", queueTimeMs.max(readNs));
        into.put("produce-throttle-time-avg", throttleMs.average(readNs));
        into.put("produce-throttle-time-max", throttleMs.max(readNs));
        into.put("connection-creation-total", (double) connectionsOpened.value());
        into.put("connection-close-total", (double) connectionsClosed.value());
        into.put("connection-count", (double) (connectionsOpened.value() - connectionsClosed.value()));
    }

    /** The default of {@code metrics.sample.window.ms} in nanoseconds. */
    public static long defaultWindowNs() {
        return TimeUnit.SECONDS.toNanos(30);
    }
}
