package dev.kurier.producer;

import dev.kurier.sender.CallbackDispatcher;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads of one producer, and recognises them.
 *
 * <p>User code may run on each of them, as callbacks do and as a log appender may. A call of the same producer must not wait
 * there: it would wait for itself.
 */
final class InnerThreads {
    /** Makes daemon threads of that name. */
    ThreadFactory named(String name) {
        return task -> new InnerThread(this, task, name);
    }

    /** Tells whether the calling thread was made here, or runs callbacks now. */
    boolean isInside(CallbackDispatcher callbacks) {
        return (Thread.currentThread() instanceof InnerThread inner && inner.owner == this)
                || callbacks.isCallbackThread();
    }

    private static final class InnerThread extends Thread {
        private final InnerThreads owner;

        InnerThread(InnerThreads owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }
    }
}
