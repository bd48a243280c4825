package dev.kurier.producer.send;

/** Reads the two clocks: one for durations, one for timestamps of records. */
public interface Clocks {
    /** The clocks of this machine. */
    Clocks SYSTEM = new Clocks() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long currentTimeMs() {
            return System.currentTimeMillis();
        }
    };

    /** The monotonic clock in nanoseconds, for durations only; compare by subtraction. */
    long nanoTime();

    /** The wall clock in milliseconds since 1970, for timestamps only. */
    long currentTimeMs();
}
