package dev.kurier.cli.console;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text files that options name. */
public final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /**
     * Reads a file of UTF-8, without the byte-order mark that editors put before it.
     *
     * @param option how the message names the file, for example {@code --config}
     * @throws CommandFailure if it can't be read
     */
    public static String read(String option, Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CONFIG, option + "=" + file + " " + reason(file, e));
        }
    }

    private static String reason(Path file, IOException e) {
        if (e instanceof CharacterCodingException) {
            return "is not text in UTF-8. Save it in that encoding.";
        }
        if (e instanceof NoSuchFileException) {
            return "does not exist.";
        }
        if (e instanceof AccessDeniedException) {
            return "must not be read by this user.";
        }
        return Files.isDirectory(file) ? "is a directory: must be a file." : "can't be read: " + e.getMessage() + ".";
    }
}
