package dev.kurier.cli.console;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
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

    /** Makes the console of this process; text is UTF-8 whatever the locale says. */
    public static Console ofProcess() {
        return new Console(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_BYTES),
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                        false,
                        StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }
}
