package dev.kurier.partitioners;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Draws random numbers without a lock; the same seed gives the same sequence.
 *
 * <p>SplitMix64: a counter whose values are scrambled, so that threads share it by one atomic addition.
 */
public final class RandomDraw {
    /** Repeats the draws. */
    public static final PluginSetting<Optional<Long>> SEED = PluginSetting.longInteger(
                    "seed",
                    "Repeats the same sequence of draws; without it, each producer has its own.",
                    Long.MIN_VALUE,
                    Long.MAX_VALUE)
            .optional();

    /** The odd number nearest to 2^64 divided by the golden ratio. */
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final AtomicLong counter;

    /** Starts from the seed. */
    public RandomDraw(long seed) {
        counter = new AtomicLong(seed);
    }

    /** Starts from the setting {@code seed}, or somewhere if there is none. */
    public static RandomDraw of(PluginSettings settings) {
        return new RandomDraw(
                settings.get(SEED).orElseGet(() -> ThreadLocalRandom.current().nextLong()));
    }

    /** Draws a number from 0 to {@code bound - 1}; the bound is at least 1. */
    public long below(long bound) {
        long z = counter.addAndGet(STEP);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return Math.floorMod(z ^ (z >>> 31), bound);
    }
}
