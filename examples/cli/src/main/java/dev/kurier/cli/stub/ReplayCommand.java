package dev.kurier.cli.stub;

import dev.kurier.brokerstub.recording.Replay;
import dev.kurier.brokerstub.recording.ReplayReport;
import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends what was recorded to other brokers. */
@Command(
        name = "replay",
        header = "Send the requests of a recording to other brokers, and compare the answers.",
        description =
                "Prints one line for each difference; the exit code is 1 if there is one. Ids of topics become those of"
                        + " the same names there. Times, addresses and producer ids may differ.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./kurier stub --record session.rec",
            "  ./kurier stub replay session.rec -b localhost:9092 --ignore clusterId"
        })
public final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            required = true,
            description = "A broker; where the others of a recording with several are is asked there.")
    private String bootstrapServer;

    @Option(
            names = "--ignore",
            paramLabel = "FIELD",
            description = "A field that may differ as well, such as clusterId. May be repeated.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** Makes the command for that console. */
    @SuppressWarnings("NullAway.Init") // picocli sets the words of the command line
    public ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Replay replay = Replay.of(RecordingFile.read(file, console)).withIgnored(ignored.toArray(String[]::new));
        ReplayReport report = replay(replay);
        report.differences().forEach(console.out()::println);
        console.out().flush();
        console.err()
                .println(report.requests() + " requests sent, " + report.compared() + " answers compared, "
                        + report.notCompared() + " not compared, " + report.notSent() + " requests not sent, "
                        + report.differences().size() + " differences");
        return (report.isEqual() ? ExitCode.ALL_ACKNOWLEDGED : ExitCode.RECORDS_FAILED).code();
    }

    private ReplayReport replay(Replay replay) {
        try {
            return replay.against(bootstrapServer);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.CONFIG, "--bootstrap-server: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_CONNECT, String.valueOf(e.getMessage()));
        }
    }
}
