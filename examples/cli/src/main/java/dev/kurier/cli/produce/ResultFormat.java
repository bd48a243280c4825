package dev.kurier.cli.produce;

import java.io.PrintStream;

/** Writes results; called by one thread. */
interface ResultFormat {
    /** Writes one result. */
    void write(Result result);

    /** Writes where a record is to {@code out}, and why one failed to {@code err}: for people. */
    static ResultFormat plain(PrintStream out, PrintStream err) {
        return result -> {
            if (result instanceof Result.Written written) {
                out.println(written.metadata());
            } else if (result instanceof Result.Failed failed) {
                out.flush();
                err.println("line " + failed.line() + ": " + failed.error());
            }
        };
    }
}
