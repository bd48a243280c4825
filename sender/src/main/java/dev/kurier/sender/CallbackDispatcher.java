package dev.kurier.sender;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.handover.HandOverQueue;
import dev.kurier.sender.lane.CallbackHandover;
import dev.kurier.sender.log.ContainedLog;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Calls what users attached to records, one batch after the other, away from the sender.
 *
 * <p>Uses a daemon thread that exists while there is work, or the executor that the user handed in; on that, too, one task
 * runs at a time, so that callbacks of a partition keep their order.
 *
 * <p>A drain that could not be started, for want of a thread, or that the executor has dropped, is started again: with the
 * next task, and by {@link #startOverdue}. A drain too many finds nothing to do.
 */
public final class CallbackDispatcher implements CallbackHandover, Executor {
    private static final Logger LOG = ContainedLog.named("kurier.callback");

    private static final long FIRST_PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final HandOverQueue<Runnable> queue = HandOverQueue.toOneConsumer();
    /** How many tasks were handed over and have not ended. */
    private final AtomicLong unfinished = new AtomicLong();
    /** How many tasks the drain has not heard of; whoever raises it from 0 starts a drain. */
    private final AtomicLong unheard = new AtomicLong();
    /** Held by the one drain that runs. */
    private final AtomicBoolean draining = new AtomicBoolean();

    private final Executor executor;
    private final boolean ownsThread;
    private volatile @Nullable Thread running;
    private volatile boolean startFailed;

    /** How long {@link #startOverdue} waits from {@code patientSinceNs} on; 0 while nothing waits. The sender's. */
    private long patienceNs;

    private long patientSinceNs;

    private CallbackDispatcher(Executor executor, boolean ownsThread) {
        this.executor = executor;
        this.ownsThread = ownsThread;
    }

    /** Makes a dispatcher on a thread that {@code factory} makes when there is work. */
    public static CallbackDispatcher onThreadOf(ThreadFactory factory) {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        worker.allowCoreThreadTimeOut(true);
        return new CallbackDispatcher(worker, true);
    }

    /** Makes a dispatcher on the user's executor; should it fail, what it did not take runs on a thread made for it. */
    public static CallbackDispatcher on(Executor executor, ThreadFactory fallback) {
        return new CallbackDispatcher(new WithFallback(executor, fallback, new AtomicBoolean()), false);
    }

    /** Tells whether the calling thread runs callbacks of this producer now. */
    public boolean isCallbackThread() {
        return Thread.currentThread() == running;
    }

    /** Runs a task where callbacks run, after those that wait already. */
    @Override
    public void execute(Runnable task) {
        submit(task);
    }

    @Override
    public void handOver(BatchOutcome outcome) {
        submit(outcome::runCallbacks);
    }

    @Override
    public void afterAll(Runnable action) {
        if (unfinished.get() == 0) {
            action.run();
        } else {
            submit(action);
            if (!draining.get()) {
                // Whoever waits for this may be the last to come: nobody else would find out that a drain was dropped.
                start();
            }
        }
    }

    @Override
    public long startOverdue(long nowNs) {
        if (unheard.get() == 0 || draining.get()) {
            patienceNs = 0;
            return Long.MAX_VALUE;
        }
        if (patienceNs == 0) {
            patienceNs = FIRST_PATIENCE_NS;
            patientSinceNs = nowNs;
        } else if (nowNs - patientSinceNs >= patienceNs) {
            patienceNs = Math.min(2 * patienceNs, LONGEST_PATIENCE_NS);
            patientSinceNs = nowNs;
            start();
        }
        return patientSinceNs + patienceNs - nowNs;
    }

    /** How many tasks were handed over and have not ended. */
    public long unfinished() {
        return unfinished.get();
    }

    private void submit(Runnable task) {
        unfinished.incrementAndGet();
        boolean offered = false;
        try {
            queue.offer(task);
            offered = true;
        } finally {
            if (!offered) {
                unfinished.decrementAndGet();
            }
        }
        if (unheard.getAndIncrement() == 0 || startFailed) {
            start();
        }
    }

    @SuppressWarnings("CatchThrowable") // no thread to be had is no reason to end who hands over, perhaps the sender
    private void start() {
        try {
            executor.execute(this::drain);
            startFailed = false;
        } catch (Throwable e) {
            if (!startFailed) {
                LOG.warn("callbacks can't be run now; they wait, and are tried again", e);
            }
            startFailed = true;
        }
    }

    private void drain() {
        // Asked again after letting go: who came meanwhile may have found the drain taken.
        while (unheard.get() > 0 && draining.compareAndSet(false, true)) {
            try {
                drainAll();
            } finally {
                draining.set(false);
            }
        }
    }

    private void drainAll() {
        long heard = unheard.get();
        while (heard > 0) {
            Runnable task;
            while ((task = queue.poll()) != null) {
                run(task);
            }
            // An offer that is not complete hides those behind it from poll; once complete, it is heard of here.
            heard = unheard.addAndGet(-heard);
        }
    }

    @SuppressWarnings("CatchThrowable") // nothing that user code throws may end the calling of the others
    private void run(Runnable task) {
        running = Thread.currentThread();
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a callback of a finished batch threw what should have been contained", e);
        } finally {
            running = null;
            unfinished.decrementAndGet();
            if (ownsThread) {
                // An interrupt meant for one callback, or made by it, must not end the waits of the next ones.
                Thread.interrupted();
            }
        }
    }

    /** Is the user's executor, or a thread for what that does not take. */
    private record WithFallback(Executor executor, ThreadFactory fallback, AtomicBoolean told) implements Executor {
        @Override
        @SuppressWarnings("CatchThrowable") // it is the user's executor: what it throws must not end who hands over
        public void execute(Runnable task) {
            try {
                executor.execute(task);
            } catch (Throwable e) {
                Thread thread = fallback.newThread(task);
                if (told.compareAndSet(false, true)) {
                    LOG.warn(
                            "the executor for callbacks refuses work; a thread named {} runs them",
                            thread.getName(),
                            e);
                }
                thread.start();
            }
        }
    }
}
