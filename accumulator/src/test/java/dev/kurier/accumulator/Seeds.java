package dev.kurier.accumulator;

import java.util.Random;
import java.util.function.Consumer;

/** Runs random tests so that a failure can be repeated: with {@code -Dkurier.seed=…}, the seed that it prints. */
public final class Seeds {
    private Seeds() {}

    /** Runs {@code test} with {@code runs} seeds, or with the one that is set. */
    public static void forEach(int runs, Consumer<Random> test) {
        Long set = Long.getLong("kurier.seed");
        long first = set != null ? set : System.nanoTime();
        for (long seed = first; seed < first + (set != null ? 1 : runs); seed++) {
            try {
                test.accept(new Random(seed));
            } catch (Throwable e) {
                throw new AssertionError("repeat with -Dkurier.seed=" + seed, e);
            }
        }
    }
}
