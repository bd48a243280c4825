package dev.kurier.sender.sim;

import java.util.SplittableRandom;

/**
 * Throws at chosen calls, as if memory had run out there; {@link FaultyClasses} puts {@link #check} at the start of every
 * method of the product.
 */
public final class InjectedFault {
    private static boolean armed;
    private static long calls;
    private static long first;
    private static long last;
    private static SplittableRandom which = new SplittableRandom(0);

    private InjectedFault() {}

    /** Starts over: the call with number {@code first} fails, and after it each third, by chance, of so many more. */
    static void at(long firstCall, long burst, long seed) {
        calls = 0;
        first = firstCall;
        last = firstCall + burst;
        which = new SplittableRandom(seed);
    }

    /** Lets calls fail and counts them, or not. */
    static void armed(boolean value) {
        armed = value;
    }

    /** How many calls were made while armed. */
    static long calls() {
        return calls;
    }

    /** Is called by every method of the product. */
    public static void check() {
        if (armed) {
            calls++;
            if (calls == first || (calls > first && calls <= last && which.nextInt(3) == 0)) {
                throw new OutOfMemoryError("injected at call " + calls);
            }
        }
    }
}
