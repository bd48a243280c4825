package dev.kurier.cli;

import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import dev.kurier.cli.console.FailureReport;
import dev.kurier.cli.console.SettingOption;
import dev.kurier.cli.console.UsageReport;
import dev.kurier.cli.demo.DemoCommand;
import dev.kurier.cli.plugins.PluginsCommand;
import dev.kurier.cli.produce.ProduceCommand;
import dev.kurier.cli.stub.LintCommand;
import dev.kurier.cli.stub.ReplayCommand;
import dev.kurier.cli.stub.StubCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** Lists the commands. */
final class Commands {
    private static final int WIDTH = 110;

    private Commands() {}

    /** Makes a command line that reads and writes {@code console}; it is good for one execution. */
    static CommandLine in(Console console) {
        CommandLine line = new CommandLine(new RootCommand(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ProduceCommand(console))
                .addSubcommand(PluginsCommand.in(console))
                .addSubcommand(stub(console))
                .addSubcommand(new HelpCommand());
        line.getSubcommands().values().forEach(Commands::describeExitCodes);
        return takingValuesAsTyped(line)
                .setUsageHelpWidth(WIDTH)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(new UsageReport(console))
                .setExecutionExceptionHandler(new FailureReport(console));
    }

    private static CommandLine stub(Console console) {
        return new CommandLine(new StubCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new LintCommand(console));
    }

    /** Leaves every value as the shell hands it over: no files of arguments, no quotes, and a leading hyphen is no option. */
    private static CommandLine takingValuesAsTyped(CommandLine line) {
        line.getSubcommands().values().forEach(Commands::takeTwoHyphensAsAValue);
        return line.setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setSplitQuotedStrings(true)
                .setAllowOptionsAsOptionParameters(true)
                .setAllowSubcommandsAsOptionParameters(true)
                .registerConverter(SettingOption.class, SettingOption::parse);
    }

    /** Two hyphens alone end the options; where nothing may come behind, a value may be just that. No argument holds a NUL. */
    private static void takeTwoHyphensAsAValue(CommandLine command) {
        command.getSubcommands().values().forEach(Commands::takeTwoHyphensAsAValue);
        if (command.getCommandSpec().positionalParameters().isEmpty()) {
            command.getCommandSpec().parser().endOfOptionsDelimiter("\0");
        }
    }

    private static void describeExitCodes(CommandLine command) {
        command.getSubcommands().values().forEach(Commands::describeExitCodes);
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
    }
}
