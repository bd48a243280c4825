package dev.kurier.cli.plugins;

import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers {@code ./kurier plugins} without a command behind it. */
@Command(
        name = "plugins",
        header = "List plugins, and check whether one keeps to its contract.",
        synopsisSubcommandLabel = "COMMAND")
public final class PluginsCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    private PluginsCommand(Console console) {
        this.console = console;
    }

    /** Makes the command, with those behind it, for that console. */
    public static CommandLine in(Console console) {
        return new CommandLine(new PluginsCommand(console))
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new VerifyCommand(console));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.err());
        return ExitCode.USAGE.code();
    }
}
