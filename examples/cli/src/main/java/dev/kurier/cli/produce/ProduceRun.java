package dev.kurier.cli.produce;

import dev.kurier.api.PartitionInfo;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.error.SerializationException;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends every line of the input, and sees every record to its end.
 *
 * <p>{@link #run} belongs to one thread; {@link #interrupt} may be called from another while it runs.
 */
final class ProduceRun {
    private static final Duration INTERRUPTED_PATIENCE = Duration.ofSeconds(10);

    private final Producer<Object, Object> producer;
    private final RecordTemplate template;
    private final Results results;
    private final PrintStream err;
    private final AtomicBoolean isReported = new AtomicBoolean();
    private volatile boolean interrupted;
    private long lastLine;

    ProduceRun(Producer<Object, Object> producer, RecordTemplate template, Results results, PrintStream err) {
        this.producer = producer;
        this.template = template;
        this.results = results;
        this.err = err;
    }

    /** Sends until the input ends or results can't be written, waits for the last record, and prints the totals. */
    ExitCode run(LineReader input, String topic, @Nullable Integer partition) throws InterruptedException {
        long startedNs = System.nanoTime();
        String unread = null;
        try {
            unread = sendAll(input, topic, partition);
            producer.flush();
        } catch (ProducerClosedException e) {
            if (!interrupted) {
                throw e;
            }
        }
        Totals totals = results.finish();
        if (interrupted || !isReported.compareAndSet(false, true)) {
            return ExitCode.INTERRUPTED;
        }
        if (results.areLost()) {
            err.println("standard output can't be written (no space is left, or its reader has ended): results are"
                    + " missing on it, and no line after line " + lastLine + " was sent. " + totals);
            return ExitCode.RECORDS_FAILED;
        }
        if (unread != null) {
            throw new CommandFailure(ExitCode.RECORDS_FAILED, unread + " " + totals);
        }
        err.println(totals + " in "
                + Duration.ofNanos(System.nanoTime() - startedNs).toMillis() + " ms");
        return totals.exitCode();
    }

    /** Stops reading, waits a while for the records under way, and prints the totals; {@link #run} returns soon. */
    void interrupt() {
        interrupted = true;
        producer.close(INTERRUPTED_PATIENCE);
        try {
            Totals totals = results.finish();
            if (isReported.compareAndSet(false, true)) {
                err.println("interrupted: " + totals);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends line by line; returns why the input could not be read to its end, or null. */
    private @Nullable String sendAll(LineReader input, String topic, @Nullable Integer partition)
            throws InterruptedException {
        try {
            Line line = input.next();
            if (line != null) {
                requirePartition(topic, partition);
            }
            while (line != null && !interrupted && !results.areLost()) {
                send(line);
                lastLine = line.number();
                line = input.next();
            }
            return null;
        } catch (IOException e) {
            return input.hasBegun()
                    ? "standard input can't be read further: " + e.getMessage() + ". Earlier lines were sent."
                    : "standard input is closed or can't be read (" + e.getMessage()
                            + "): nothing was sent. Redirect it from a file, or from /dev/null for no records.";
        } catch (OutOfMemoryError e) {
            return "line " + (lastLine + 1) + " does not fit into memory (" + e.getMessage()
                    + "); KURIER_JAVA_OPTS=-Xmx1g gives the JVM more. Earlier lines were sent.";
        }
    }

    /** Fails once, not once a line: each would wait for the topic anew. */
    private void requirePartition(String topic, @Nullable Integer partition) {
        List<PartitionInfo> partitions = producer.partitionsFor(topic);
        if (partition != null && partition >= partitions.size()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--partition=" + partition + " is not allowed: topic '" + topic + "' has partitions 0 to "
                            + (partitions.size() - 1) + ".");
        }
    }

    private void send(Line line) throws InterruptedException {
        ProducerRecord<Object, Object> record;
        try {
            record = template.fill(line);
        } catch (InvalidRecordException e) {
            results.add(line, e);
            return;
        }
        try {
            results.add(line, producer.send(record));
        } catch (InvalidRecordException | SerializationException e) {
            results.add(line, e);
        }
    }
}
