package dev.kurier.cli;

import dev.kurier.cli.console.Console;

/** Runs the command line and ends the process with its exit code. */
public final class Main {
    private Main() {}

    /** Takes the words behind {@code ./kurier}. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = Commands.in(console).execute(args);
        console.out().flush();
        System.exit(code);
    }
}
