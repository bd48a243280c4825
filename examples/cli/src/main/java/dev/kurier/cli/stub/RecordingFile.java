package dev.kurier.cli.stub;

import dev.kurier.brokerstub.recording.Recording;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the recording that a command line names. */
final class RecordingFile {
    private RecordingFile() {}

    /** Reads it, and says on standard error if its end is missing. */
    static Recording read(Path file, Console console) {
        try {
            Recording recording = Recording.read(file);
            if (recording.end() == null) {
                console.err()
                        .println(file + " was cut short, or is still written: " + recording.unreadableBytes()
                                + " bytes at its end are not read");
            }
            return recording;
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.CONFIG, file + " does not exist");
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
        }
    }
}
