package dev.kurier.cli.stub;

import dev.kurier.brokerstub.lint.LintReport;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the requests of a recording. */
@Command(
        name = "lint",
        header = "Check the requests of a recording against the rules of a broker.",
        description =
                "Prints one line for each finding, with the offending byte; the exit code is 1 if one is an error.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./kurier stub --record session.rec", "  ./kurier stub lint session.rec"})
public final class LintCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** Makes the command for that console. */
    @SuppressWarnings("NullAway.Init") // picocli sets the words of the command line
    public LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LintReport report = RecordingFile.read(file, console).lint();
        report.forEach(console.out()::println);
        console.out().flush();
        console.err()
                .println(report.requests() + " requests, " + report.errors().size() + " errors, "
                        + report.warnings().size() + " warnings");
        return (report.errors().isEmpty() ? ExitCode.ALL_ACKNOWLEDGED : ExitCode.RECORDS_FAILED).code();
    }
}
