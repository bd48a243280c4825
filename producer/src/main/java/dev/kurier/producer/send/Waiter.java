package dev.kurier.producer.send;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits on behalf of a blocking call; the only way in which the facade ever waits.
 *
 * <p>A thread parks; a simulation turns the sender by hand instead.
 */
@FunctionalInterface
public interface Waiter {
    /**
     * Waits until {@code done} or the deadline.
     *
     * @param done says whether the wait is over
     * @param tellMe takes what is to be run when that may have changed
     * @param deadlineNs on the monotonic clock
     * @return whether it was done in time
     * @throws InterruptedException if the thread was interrupted
     */
    boolean await(BooleanSupplier done, Consumer<Runnable> tellMe, long deadlineNs) throws InterruptedException;
}
