package dev.kurier.producer.send;

import dev.kurier.sender.metrics.SampleSettings;
import dev.kurier.sender.metrics.WindowedStat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts how long callers wait for memory. The lock is for those who have waited, never for those who go on. */
public final class MemoryWaits {
    private final LongAdder totalNs = new LongAdder();
    private final WindowedStat recentNs;

    public MemoryWaits(SampleSettings samples, long nowNs) {
        this.recentNs = new WindowedStat(samples, nowNs);
    }

    synchronized void waited(long waitedNs, long nowNs) {
        totalNs.add(waitedNs);
        recentNs.record(waitedNs, nowNs);
    }

    /** How long callers have waited in all. */
    public long totalNs() {
        return totalNs.sum();
    }

    /** The part of recent time in which a caller waited; several that wait at once add up, as in Kafka's producer. */
    public double ratio(long nowNs) {
        return recentNs.ratePerSecond(nowNs) / TimeUnit.SECONDS.toNanos(1);
    }
}
