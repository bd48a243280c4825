package dev.kurier.cli;

import dev.kurier.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds how one command, run in this process, ended and what it wrote. */
record CommandRun(int exitCode, List<String> out, String err) {

    /** Runs a command without any input. */
    static CommandRun of(String... args) {
        return withInput("", args);
    }

    /** Runs a command on that input. */
    static CommandRun withInput(String input, String... args) {
        return withInput(input.getBytes(StandardCharsets.UTF_8), args);
    }

    /** Runs a command on that input. */
    static CommandRun withInput(byte[] input, String... args) {
        return withInput(new ByteArrayInputStream(input), args);
    }

    /** Runs a command on that input. */
    static CommandRun withInput(InputStream input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(input, printer(out), printer(err));
        int exitCode = Main.run(console, args);
        return new CommandRun(
                exitCode, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
