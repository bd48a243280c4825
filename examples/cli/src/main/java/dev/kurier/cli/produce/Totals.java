package dev.kurier.cli.produce;

import dev.kurier.cli.console.ExitCode;
import dev.kurier.cli.console.FailureReport;

/**
 * Counts how the records ended. Not thread-safe.
 *
 * @see Results which guards it
 */
final class Totals {
    private long written;
    private long failed;
    private long timedOut;

    void count(Result result) {
        if (result instanceof Result.Failed failure) {
            failed++;
            if (FailureReport.exitCodeOf(failure.error()) == ExitCode.TIMED_OUT) {
                timedOut++;
            }
        } else {
            written++;
        }
    }

    /** Tells how the command ends: with a time-out only if that was all that went wrong. */
    ExitCode exitCode() {
        if (failed == 0) {
            return ExitCode.ALL_ACKNOWLEDGED;
        }
        return timedOut == failed ? ExitCode.TIMED_OUT : ExitCode.RECORDS_FAILED;
    }

    @Override
    public String toString() {
        return written + " acknowledged, " + failed + " failed";
    }
}
