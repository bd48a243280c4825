package dev.kurier.cli.console;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Holds the streams of a command.
 *
 * @param in what the command reads
 * @param out data only; buffered, whoever writes flushes
 * @param err everything else
 */
public record Console(InputStream in, PrintStream out, PrintStream err) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Makes the console of this process; text is UTF-8 whatever the locale says. Call it once, before anything is opened. */
    public static Console ofProcess() {
        PrintStream out = new PrintStream(
                new BufferedOutputStream(InheritedDescriptor.output(1), BUFFER_BYTES), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(InheritedDescriptor.output(2), true, StandardCharsets.UTF_8);
        return new Console(new BufferedInputStream(InheritedDescriptor.input(), BUFFER_BYTES), out, err);
    }
}
