package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Lets memory run out at any call that the sender makes, and demands that nobody waits for ever and no outcome is false.
 *
 * <p>{@code -Dkurier.seed=N} runs one seed, {@code -Dkurier.seeds=N} so many.
 */
class SenderDeathTest {
    @Test
    void endsEverythingWhereverItsThreadFails() throws Throwable {
        MethodHandle run = run();
        Seeds.forEach(12, seed -> {
            long calls = call(run, seed, Long.MAX_VALUE, 0);
            assertThat(calls).isGreaterThan(1_000);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 4; i++) {
                call(run, seed, 1 + random.nextLong(calls), 0);
            }
        });
    }

    @Test
    void endsEverythingWhenMoreFailsWhileItDies() throws Throwable {
        MethodHandle run = run();
        Seeds.forEach(12, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            long calls = call(run, seed, Long.MAX_VALUE, 0);
            for (int i = 0; i < 4; i++) {
                call(run, seed, 1 + random.nextLong(calls), 1 + random.nextLong(1L << random.nextInt(16)));
            }
        });
    }

    private static MethodHandle run() throws ReflectiveOperationException {
        Class<?> dying = new FaultyClasses().loadClass(DyingSender.class.getName());
        return MethodHandles.publicLookup()
                .findStatic(dying, "run", MethodType.methodType(long.class, long.class, long.class, long.class));
    }

    private static long call(MethodHandle run, long seed, long faultAt, long burst) {
        try {
            return (long) run.invokeExact(seed, faultAt, burst);
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", fault at call " + faultAt + ", burst of " + burst, e);
        }
    }
}
