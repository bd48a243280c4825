package dev.kurier.protocol.record;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a random check from a seed that {@code -Dkurier.seed} sets, and names the seed when the check fails. */
public final class Seeds {
    private static final long FIRST = Long.getLong("kurier.seed", System.nanoTime());

    private Seeds() {}

    /** Runs {@code check} with {@code rounds} seeds that follow each other. */
    public static void forEach(int rounds, Consumer<Random> check) {
        for (long seed = FIRST; seed < FIRST + rounds; seed++) {
            try {
                check.accept(new Random(seed));
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("failed with -Dkurier.seed=" + seed, failed);
            }
        }
    }
}
