package dev.kurier.cli;

import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;

/** Runs the command line and ends the process with its exit code. */
public final class Main {
    private Main() {}

    /** Takes the words behind {@code ./kurier}. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        // Logging and the JVM's own reports write there: not past a closed descriptor either.
        System.setErr(console.err());
        System.setOut(console.out());
        System.exit(run(console, args));
    }

    /** Runs the command of those words, if they are what was typed, and sees that all it said was written. */
    static int run(Console console, String... args) {
        if (LostLetters.areIn(args)) {
            console.err().println(LostLetters.message());
            return ExitCode.USAGE.code();
        }
        String fault = LogLevel.fault(System.getenv(LogLevel.VARIABLE));
        if (fault != null) {
            console.err().println(fault);
            return ExitCode.CONFIG.code();
        }
        int code = Commands.in(console).execute(args);
        if (console.out().checkError() && code == ExitCode.ALL_ACKNOWLEDGED.code()) {
            console.err()
                    .println("kurier: standard output can't be written (no space is left, or its reader has ended):"
                            + " what was to be on it is incomplete.");
            return ExitCode.RECORDS_FAILED.code();
        }
        return code;
    }
}
