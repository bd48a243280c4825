package dev.kurier.cli;

import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers {@code ./kurier} without a command. */
@Command(
        name = "kurier",
        header = "A Kafka producer you can see through.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  ./kurier demo", "  printf 'a\\nb\\n' | ./kurier produce -t letters", "  ./kurier stub --port 9092"
        })
final class RootCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and the Kafka APIs spoken, and exit.")
    private boolean version;

    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    RootCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.err());
        return ExitCode.USAGE.code();
    }
}
