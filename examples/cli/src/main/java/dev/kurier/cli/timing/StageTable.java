package dev.kurier.cli.timing;

import java.io.PrintStream;
import java.util.Locale;

/** Prints where the time of one record went, a stage a line. */
public final class StageTable {
    private static final int BAR_WIDTH = 24;
    private static final double MICROS_PER_MILLI = 1_000;

    private StageTable() {}

    /** Writes six lines: five stages and their total. */
    public static void print(StageMicros times, PrintStream out) {
        long total = times.total();
        row(out, "blocked", times.blocked(), total, "waiting in send() for metadata or memory");
        row(out, "serialized", times.serialized(), total, "the rest of send(): serializers, partitioner, append");
        row(out, "batching", times.batching(), total, "in the open batch, for linger.ms or until it is full");
        row(out, "waiting", times.waiting(), total, "in the sealed batch, for its turn on the connection");
        row(out, "in flight", times.inFlight(), total, "from the last writing to the broker's answer");
        row(out, "total", total, total, "from send() to the answer");
    }

    private static void row(PrintStream out, String stage, long micros, long total, String meaning) {
        int bar = total == 0 ? 0 : (int) Math.round((double) BAR_WIDTH * micros / total);
        out.println(String.format(
                Locale.ROOT,
                "  %-11s %9.3f ms  %-" + BAR_WIDTH + "s  %s",
                stage,
                micros / MICROS_PER_MILLI,
                "#".repeat(bar),
                meaning));
    }
}
