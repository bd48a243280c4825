package dev.kurier.sender;

import org.jspecify.annotations.Nullable;

/**
 * Does what has to be done when the sender dies: every step, whatever the others throw.
 *
 * <p>A step that throws is repeated by the next {@link #run}: for want of memory as often as it takes, for anything else
 * {@value #MAX_ATTEMPTS} times in all. Allocates nothing itself. Belongs to the sender's thread.
 */
final class LastSteps {
    private static final int MAX_ATTEMPTS = 3;

    private final Step[] steps;
    private final int[] attempts;
    private final boolean[] done;
    private @Nullable Throwable firstThrown;

    LastSteps(Step... steps) {
        this.steps = steps.clone();
        this.attempts = new int[steps.length];
        this.done = new boolean[steps.length];
    }

    /** Does what is left to do; returns whether nothing is. */
    @SuppressWarnings("CatchThrowable") // the other steps have to be done all the same
    boolean run(long nowNs) {
        boolean all = true;
        for (int i = 0; i < steps.length; i++) {
            if (!done[i]) {
                try {
                    steps[i].run(nowNs);
                    done[i] = true;
                } catch (Throwable e) {
                    firstThrown = firstThrown == null ? e : firstThrown;
                    attempts[i]++;
                    done[i] = attempts[i] >= MAX_ATTEMPTS && !(e instanceof VirtualMachineError);
                }
            }
            all &= done[i];
        }
        return all;
    }

    /** What the first step has thrown that did, or null. */
    @Nullable
    Throwable firstThrown() {
        return firstThrown;
    }

    /** Is one step; may be repeated. */
    @FunctionalInterface
    interface Step {
        void run(long nowNs);
    }
}
