package dev.kurier.plugin.avro.registry;

import java.util.concurrent.TimeUnit;

/** Measures and spends time between retries; a test brings its own. */
public interface RegistryTime {
    /** The system's. */
    RegistryTime SYSTEM = new RegistryTime() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(long pauseNs) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(pauseNs);
        }
    };

    /** A monotonic clock, in nanoseconds. */
    long nanoTime();

    /** Waits. */
    void pause(long pauseNs) throws InterruptedException;
}
