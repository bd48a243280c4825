package dev.kurier.producer.send;

import dev.kurier.producer.config.ProducerSettings.Timing;

/** Chooses the records whose stage times are measured: none, one in 1,024, or all (kurier.timing). */
public final class TimedRecords {
    public static final long NOT_TIMED = Long.MIN_VALUE;
    private static final int SAMPLE_MASK = 1_024 - 1;

    private final Timing timing;

    public TimedRecords(Timing timing) {
        this.timing = timing;
    }

    public boolean isNext(SendScratch scratch) {
        return switch (timing) {
            case OFF -> false;
            case SAMPLED -> (scratch.countRecord() & SAMPLE_MASK) == 0;
            case ALL -> true;
        };
    }
}
