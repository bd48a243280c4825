package dev.kurier.cli.produce;

import dev.kurier.api.Delivery;
import dev.kurier.api.error.ProducerException;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the deliveries in the order of their lines, on a thread of its own, and writes how each ended.
 *
 * <p>The reading thread adds, and waits when many results are outstanding; any thread may wait for the end.
 */
final class Results {
    private static final int MOST_OUTSTANDING = 10_000;

    /** After how many results at the latest it is asked whether they could be written. */
    private static final int MOST_UNSHOWN = 1_000;

    /** One line whose end is awaited, or known already; the end mark has neither. */
    private record Awaited(
            long line,
            @Nullable Delivery delivery,
            @Nullable ProducerException error) {}

    private static final Awaited END = new Awaited(0, null, null);

    private final BlockingQueue<Awaited> queue = new ArrayBlockingQueue<>(MOST_OUTSTANDING);
    private final String topic;
    private final ResultFormat format;
    private final PrintStream out;
    private final Totals totals = new Totals();
    private final Thread thread;
    private volatile boolean areLost;
    private int unshown;

    private Results(String topic, ResultFormat format, PrintStream out) {
        this.topic = topic;
        this.format = format;
        this.out = out;
        this.thread = new Thread(this::writeAll, "kurier-results");
        this.thread.setDaemon(true);
    }

    /** Starts the thread. */
    static Results start(String topic, ResultFormat format, PrintStream out) {
        Results results = new Results(topic, format, out);
        results.thread.start();
        return results;
    }

    /** Adds the delivery of a line. */
    void add(Line line, Delivery delivery) throws InterruptedException {
        queue.put(new Awaited(line.number(), delivery, null));
    }

    /** Adds a line that never became a delivery. */
    void add(Line line, ProducerException error) throws InterruptedException {
        queue.put(new Awaited(line.number(), null, error));
    }

    /** Waits until everything added has been written; nothing may be added afterwards. May be called again. */
    Totals finish() throws InterruptedException {
        if (thread.isAlive()) {
            queue.put(END);
        }
        thread.join();
        return totals;
    }

    /** Tells whether the output has refused results, which are not on it then; known for certain after {@link #finish}. */
    boolean areLost() {
        return areLost;
    }

    private void writeAll() {
        try {
            for (Awaited next = queue.take(); next != END; next = queue.take()) {
                if (next.delivery() != null && !next.delivery().isDone()) {
                    // It may take long, and what is known already is worth seeing.
                    show();
                }
                Result result = resultOf(next);
                format.write(result);
                totals.count(result);
                unshown++;
                if (queue.isEmpty() || unshown >= MOST_UNSHOWN) {
                    show();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            show();
        }
    }

    /** Flushes; a print stream keeps to itself that it could not write until it is asked. */
    private void show() {
        unshown = 0;
        if (out.checkError()) {
            areLost = true;
        }
    }

    private Result resultOf(Awaited awaited) {
        ProducerException error = awaited.error();
        Delivery delivery = awaited.delivery();
        if (delivery != null) {
            try {
                return new Result.Written(awaited.line(), delivery.join(), delivery.stageTimes());
            } catch (ProducerException e) {
                error = e;
            }
        }
        if (error == null) {
            throw new AssertionError("neither a delivery nor an error");
        }
        return new Result.Failed(awaited.line(), topic, error);
    }
}
