package dev.kurier.sender.sim;

import java.util.function.LongConsumer;

/** Runs a check with one seed after the other, and names the seed with which it failed. */
final class Seeds {
    private Seeds() {}

    /** Runs it with seeds from 1 up, so many; {@code -Dkurier.seeds=N} runs N, {@code -Dkurier.seed=N} only that one. */
    static void forEach(int count, LongConsumer check) {
        Long only = Long.getLong("kurier.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? Integer.getInteger("kurier.seeds", count) : only;
        for (long seed = first; seed <= last; seed++) {
            try {
                check.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Dkurier.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
