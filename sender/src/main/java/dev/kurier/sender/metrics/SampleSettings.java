package dev.kurier.sender.metrics;

/**
 * Says how far back averages, maxima and rates look.
 *
 * @param windowNs the length of one sample, {@code metrics.sample.window.ms}
 * @param samples how many of them count, {@code metrics.num.samples}
 */
public record SampleSettings(long windowNs, int samples) {
    public SampleSettings {
        if (samples < 1) {
            throw new IllegalArgumentException("samples=" + samples + " is not 1 or more");
        }
    }

    /** The time that all samples cover. */
    long spanNs() {
        return windowNs * samples;
    }
}
