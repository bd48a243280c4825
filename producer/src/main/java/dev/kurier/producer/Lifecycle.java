package dev.kurier.producer;

import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.CloseReport;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.ProducerFailedException;
import dev.kurier.producer.send.Clocks;
import dev.kurier.producer.send.Waiter;
import dev.kurier.sender.CallbackDispatcher;
import dev.kurier.sender.CloseTicket;
import dev.kurier.sender.Sender;
import dev.kurier.sender.produce.FlushTicket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether the producer is usable, and carries out flush and close. */
final class Lifecycle {
    /** Longer than any wait. */
    static final Duration FOREVER = Duration.ofDays(365L * 100);
    /** As long as records under way may take by their own deadlines. */
    static final Duration UNTIL_DEADLINES = Duration.ofSeconds(-1);

    /** How long close waits for callbacks, counted from the end of the records, if its own time is over before. */
    private static final Duration TO_BE_TOLD = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger("kurier.close");
    private static final CloseReport STARTED = new CloseReport(Map.of(), Map.of());

    private final Sender sender;
    private final CallbackDispatcher callbacks;
    private final InnerThreads threads;
    private final Clocks clocks;
    private final Waiter waiter;
    private final Duration longestDelivery;
    private final List<AutoCloseable> plugins;
    private final AtomicReference<CloseTicket> closing = new AtomicReference<>();
    private final AtomicBoolean pluginsClosed = new AtomicBoolean();
    private final LongAdder flushNs = new LongAdder();

    Lifecycle(
            Sender sender,
            CallbackDispatcher callbacks,
            Outside outside,
            Duration longestDelivery,
            List<AutoCloseable> plugins) {
        this.sender = sender;
        this.callbacks = callbacks;
        this.threads = outside.threads();
        this.clocks = outside.clocks();
        this.waiter = outside.waiter();
        this.longestDelivery = longestDelivery;
        this.plugins = List.copyOf(plugins);
    }

    CallbackDispatcher callbacks() {
        return callbacks;
    }

    /** Tells whether the calling thread is one of the producer's own, or runs its callbacks now: it must not wait. */
    boolean isInnerThread() {
        return threads.isInside(callbacks);
    }

    /** How long callers have waited in flush, in all. */
    long flushNs() {
        return flushNs.sum();
    }

    /** Throws if the producer takes no more records. */
    void requireUsable() {
        Throwable failure = sender.failure();
        if (failure != null) {
            throw new ProducerFailedException(
                    Outcome.NOT_PERSISTED,
                    "the producer's sender has died of " + failure + "; it takes no more records. Make a new producer.",
                    failure);
        }
        if (closing.get() != null) {
            throw new ProducerClosedException(
                    "the producer is closed; nothing was accepted by this call. Use another producer.");
        }
    }

    boolean flush(Duration timeout) {
        if (isInnerThread()) {
            throw new IllegalStateException("flush() inside a callback, or in a log appender called on thread "
                    + Thread.currentThread().getName()
                    + " of the producer, would wait for itself."
                    + " Flush from another thread, or chain the work to the deliveries.");
        }
        requireUsable();
        FlushTicket ticket = FlushTicket.untilTold();
        sender.flush(ticket);
        long startNs = clocks.nanoTime();
        boolean done = await(ticket, startNs + nanos(timeout), "flush()");
        flushNs.add(clocks.nanoTime() - startNs);
        return done;
    }

    /** Has all records accepted so far end, whatever callbacks do; null if they don't in time. */
    @Nullable
    FlushTicket settle(long deadlineNs, String call) {
        FlushTicket ticket = FlushTicket.untilEnded();
        sender.flush(ticket);
        return await(ticket, deadlineNs, call) ? ticket : null;
    }

    /** When a wait that begins now has to end. */
    long deadlineNs(Duration timeout) {
        return clocks.nanoTime() + nanos(timeout);
    }

    /** Waits for a ticket's end; false if it did not come in time. */
    boolean await(Ticket ticket, long deadlineNs, String call) {
        return await(ticket::isDone, ticket::onDone, deadlineNs, call);
    }

    /** Begins to close because nobody is left who could; false if that was done before. Waits for nothing. */
    boolean abandon() {
        CloseTicket ticket = new CloseTicket(clocks.nanoTime() + nanos(longestDelivery));
        if (!closing.compareAndSet(null, ticket)) {
            return false;
        }
        ticket.onDone(() -> callbacks.execute(this::closePlugins));
        sender.close(ticket);
        return true;
    }

    CloseReport close(Duration timeout) {
        Duration patience = timeout == UNTIL_DEADLINES ? longestDelivery : timeout;
        if (patience.isNegative()) {
            throw new IllegalArgumentException("timeout=" + timeout
                    + " is not allowed: it must be zero or positive. Use zero to give up at once.");
        }
        long deadlineNs = deadlineNs(patience);
        CloseTicket fresh = new CloseTicket(deadlineNs);
        CloseTicket earlier = closing.compareAndExchange(null, fresh);
        CloseTicket ticket = earlier == null ? fresh : earlier;
        // As with Kafka's producer, a later call with less time cuts an earlier one short.
        ticket.by(deadlineNs);
        sender.close(ticket);
        if (isInnerThread()) {
            ticket.onDone(() -> callbacks.execute(this::closePlugins));
            return STARTED;
        }
        try {
            // The sender ends the records in time: it waits for nobody.
            await(ticket.records(), clocks.nanoTime() + nanos(FOREVER), "close()");
            awaitCallbacks(ticket, deadlineNs);
        } catch (InterruptException e) {
            // Nobody may call again; the plugins are closed all the same.
            ticket.onDone(() -> callbacks.execute(this::closePlugins));
            throw e;
        }
        return ticket.report();
    }

    /** Waits for callbacks, which may wait for the calling thread in turn: not for ever. */
    private void awaitCallbacks(CloseTicket ticket, long deadlineNs) {
        long nowNs = clocks.nanoTime();
        long patienceNs = Math.max(deadlineNs - nowNs, TO_BE_TOLD.toNanos());
        if (await(ticket, nowNs + patienceNs, "close()")) {
            closePlugins();
        } else {
            LOG.warn(
                    "close() returns though {} task(s) with callbacks wait or run: one of them takes long, or waits for"
                            + " something that the closing thread holds. Plugins are closed after the last one.",
                    callbacks.unfinished());
            ticket.onDone(() -> callbacks.execute(this::closePlugins));
        }
    }

    private boolean await(BooleanSupplier done, Consumer<Runnable> tellMe, long deadlineNs, String call) {
        try {
            return waiter.await(done, tellMe, deadlineNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException("the thread was interrupted in " + call
                    + "; records under way go on, and so does a close. Call it again to wait for them.");
        }
    }

    @SuppressWarnings("CatchThrowable") // one plugin that can't close must not keep the others open
    private void closePlugins() {
        if (pluginsClosed.compareAndSet(false, true)) {
            for (AutoCloseable plugin : plugins) {
                try {
                    plugin.close();
                } catch (Throwable e) {
                    LOG.warn("{} could not be closed", plugin.getClass().getName(), e);
                }
            }
        }
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(FOREVER) >= 0 ? FOREVER.toNanos() : duration.toNanos();
    }
}
