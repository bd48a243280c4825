package dev.kurier.plugin.avro;

import dev.kurier.plugin.avro.registry.RegistryTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Is a clock that a test moves; pauses move it too, and are kept. */
final class FakeTime implements RegistryTime {
    final List<Long> pausesMs = new CopyOnWriteArrayList<>();
    private final AtomicLong nowNs = new AtomicLong(1);

    void advanceSeconds(long seconds) {
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Override
    public long nanoTime() {
        return nowNs.get();
    }

    @Override
    public void pause(long pauseNs) {
        pausesMs.add(TimeUnit.NANOSECONDS.toMillis(pauseNs));
        nowNs.addAndGet(pauseNs);
    }
}
