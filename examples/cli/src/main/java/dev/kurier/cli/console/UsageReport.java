package dev.kurier.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns a misunderstood command line into one message and a hint: the whole help would bury it. */
public final class UsageReport implements IParameterExceptionHandler {
    private final Console console;

    /** Makes a report for that console. */
    public UsageReport(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        console.err().println(name + ": " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        console.err().println("'./" + name + " --help' lists what is allowed.");
        return ExitCode.USAGE.code();
    }
}
