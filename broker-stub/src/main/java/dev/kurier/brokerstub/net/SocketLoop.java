package dev.kurier.brokerstub.net;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a cluster by real sockets and a real clock, on one daemon thread.
 *
 * <p>All channels belong to the loop's thread; others hand it commands. The cluster's lock is never held while the loop
 * waits.
 */
public final class SocketLoop implements Driver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_WAIT_MS = 1_000;

    /** After how many failed turns in a row the loop ends: each failed without a connection that is to blame. */
    private static final int MOST_FAILED_TURNS = 100;

    private final ClusterCore core;
    private final Listeners listeners;
    private final Clock clock;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Queue<CountDownLatch> awaited = new ConcurrentLinkedQueue<>();
    private final Queue<SocketSession> withNews = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    private volatile boolean broken;

    /** Touched by the loop's thread alone. */
    private boolean selecting;

    private int failedTurns;

    private SocketLoop(ClusterCore core, Clock clock, Selector selector) {
        this.core = core;
        this.clock = clock;
        this.selector = selector;
        this.listeners = new Listeners(core, selector, this::accepted);
        this.thread = new Thread(this::run, "kurier-broker-stub");
        this.thread.setDaemon(true);
    }

    /**
     * Tells the time.
     *
     * @param isVirtual whether it stands still until somebody moves it; then the loop has to be woken
     */
    public record Clock(LongSupplier nowNs, boolean isVirtual) {}

    /**
     * Opens all listeners, then begins to accept.
     *
     * @param clock the clock to drive the cluster by
     * @throws UncheckedIOException if a port can't be had; none is left open then
     */
    public static SocketLoop start(ClusterCore core, Clock clock) {
        try {
            SocketLoop loop = new SocketLoop(core, clock, Selector.open());
            try {
                loop.listeners.openAll();
            } catch (IOException e) {
                loop.listeners.closeAll();
                loop.selector.close();
                throw e;
            }
            synchronized (core.lock()) {
                core.driver(loop);
                core.begin(clock.nowNs().getAsLong());
            }
            loop.thread.start();
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void brokerDown(int brokerId) {
        command(() -> listeners.close(brokerId));
    }

    @Override
    public void brokerUp(int brokerId) {
        listeners.rebind(brokerId);
        command(() -> listeners.accept(brokerId));
    }

    @Override
    public void accepting(int brokerId, boolean accepting) {
        command(() -> listeners.accepting(brokerId, accepting));
    }

    @Override
    public OptionalLong nowNs() {
        return OptionalLong.of(clock.nowNs().getAsLong());
    }

    /** Waits until everything that is due by now has been done and written, as far as the sockets take it. */
    public void awaitTurn() {
        CountDownLatch done = new CountDownLatch(1);
        awaited.add(done);
        selector.wakeup();
        await(done);
    }

    /** Waits until the loop has done what it was told so far; on its own thread does it, unless it is reading just now. */
    @Override
    public void settle() {
        if (Thread.currentThread() == thread) {
            if (!selecting) {
                runCommands();
            }
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        command(done::countDown);
        await(done);
    }

    private void await(CountDownLatch done) {
        try {
            while (thread.isAlive() && !done.await(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                // the thread may end without seeing the command
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the thread has ended; tells whether it was closed, and had not to give up. */
    public boolean awaitEnd() throws InterruptedException {
        thread.join();
        return !broken;
    }

    /** Closes every socket and ends the thread. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    turn();
                    failedTurns = 0;
                } catch (RuntimeException | Error e) {
                    survive(e);
                }
            }
        } catch (IOException e) {
            LOG.error("The broker stub's socket loop ends; its clients are cut off", e);
        } finally {
            broken = !closing; // also by an error while an error was told
            shutDown();
        }
    }

    private void turn() throws IOException {
        selecting = false;
        int waiting = awaited.size();
        long nowNs = clock.nowNs().getAsLong();
        long nextDueNs = tick(nowNs);
        flushNews(nowNs);
        for (; waiting > 0; waiting--) {
            awaited.remove().countDown();
        }
        selecting = true;
        selector.select(this::handle, clock.isVirtual() ? LONGEST_WAIT_MS : waitMs(nextDueNs, nowNs));
        selecting = false;
        runCommands();
    }

    /** Goes on after a failure, unless there was nothing else for a long while: what failed once need not fail again. */
    private void survive(Throwable thrown) throws IOException {
        core.failed("in its socket loop", thrown);
        failedTurns++;
        if (failedTurns > MOST_FAILED_TURNS) {
            throw new IOException("failed turns=" + failedTurns + " in a row", thrown);
        }
        LOG.error("The broker stub's socket loop failed, and goes on", thrown);
    }

    private long tick(long nowNs) {
        synchronized (core.lock()) {
            return core.tick(nowNs);
        }
    }

    private void handle(SelectionKey key) {
        long nowNs = clock.nowNs().getAsLong();
        synchronized (core.lock()) {
            core.seen(nowNs);
        }
        if (key.attachment() instanceof SocketSession session) {
            session.onReady(nowNs);
        } else if (key.isValid() && key.attachment() instanceof Integer brokerId) {
            listeners.onAcceptable(brokerId);
        }
    }

    private void accepted(SocketSession session) {
        session.onNews(() -> {
            withNews.add(session);
            if (Thread.currentThread() != thread) {
                selector.wakeup();
            }
        });
    }

    private void flushNews(long nowNs) {
        for (SocketSession next = withNews.poll(); next != null; next = withNews.poll()) {
            next.flush(nowNs);
        }
    }

    private void runCommands() {
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
            next.run();
        }
    }

    private void command(Runnable command) {
        commands.add(command);
        selector.wakeup();
    }

    private void shutDown() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof SocketSession session) {
                session.cutOff();
            }
        }
        listeners.closeAll();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("Closing the broker stub's selector failed", e);
        }
        runCommands();
        awaited.forEach(CountDownLatch::countDown);
    }

    private static long waitMs(long nextDueNs, long nowNs) {
        if (nextDueNs == Long.MAX_VALUE) {
            return LONGEST_WAIT_MS;
        }
        long waitNs = nextDueNs - nowNs;
        long roundedUpMs = (waitNs + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        return Math.max(1, Math.min(roundedUpMs, LONGEST_WAIT_MS));
    }
}
