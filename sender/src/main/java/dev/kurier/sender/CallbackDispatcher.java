package dev.kurier.sender;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.handover.HandOverQueue;
import dev.kurier.sender.lane.CallbackHandover;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what users attached to records, one batch after the other, away from the sender.
 *
 * <p>Uses a daemon thread that exists while there is work, or the executor that the user handed in; on that, too, one task
 * runs at a time, so that callbacks of a partition keep their order.
 */
public final class CallbackDispatcher implements CallbackHandover, Executor {
    private static final Logger LOG = LoggerFactory.getLogger("kurier.callback");

    private final HandOverQueue<Runnable> queue = HandOverQueue.toOneConsumer();
    /** How many tasks were handed over and have not ended. */
    private final AtomicLong unfinished = new AtomicLong();
    /** How many tasks the drain has not heard of; whoever raises it from 0 starts a drain. */
    private final AtomicLong unheard = new AtomicLong();

    private final Executor executor;
    private volatile @Nullable Thread running;

    private CallbackDispatcher(Executor executor) {
        this.executor = executor;
    }

    /** Makes a dispatcher with a thread of its own. */
    public static CallbackDispatcher onOwnThread(String threadName) {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
        worker.allowCoreThreadTimeOut(true);
        return new CallbackDispatcher(worker);
    }

    /** Makes a dispatcher on the user's executor; should it refuse, what it refused runs on a thread made for it. */
    public static CallbackDispatcher on(Executor executor, String fallbackThreadName) {
        return new CallbackDispatcher(task -> {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.warn("the executor for callbacks refuses work; a thread named {} runs them", fallbackThreadName, e);
                Thread fallback = new Thread(task, fallbackThreadName);
                fallback.setDaemon(true);
                fallback.start();
            }
        });
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
        }
    }

    private void submit(Runnable task) {
        unfinished.incrementAndGet();
        queue.offer(task);
        if (unheard.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        long heard = unheard.get();
        do {
            Runnable task;
            while ((task = queue.poll()) != null) {
                run(task);
            }
            // An offer that is not complete hides those behind it from poll; once complete, it is heard of here.
            heard = unheard.addAndGet(-heard);
        } while (heard > 0);
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
        }
    }
}
