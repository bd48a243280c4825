package dev.kurier.cli;

import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;

/** Runs the command line and ends the process with its exit code. */
public final class Main {
    private Main() {}

    /** Takes the words behind {@code ./kurier}. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = run(console, args);
        console.out().flush();
        System.exit(code);
    }

    /** Runs the command of those words, if they are what was typed. */
    static int run(Console console, String... args) {
        if (LostLetters.areIn(args)) {
            console.err().println(LostLetters.message());
            return ExitCode.USAGE.code();
        }
        return Commands.in(console).execute(args);
    }
}
