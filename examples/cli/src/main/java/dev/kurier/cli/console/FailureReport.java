package dev.kurier.cli.console;

import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.ConfigException;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.error.MetadataException;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.error.ProducerException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a message and an exit code; a stack trace is printed for a defect only. */
public final class FailureReport implements IExecutionExceptionHandler {
    private final Console console;

    /** Makes a report for that console. */
    public FailureReport(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof CommandFailure known) {
            console.err().println(name + ": " + known.getMessage());
            return known.exitCode().code();
        }
        if (failure instanceof ProducerException refused) {
            console.err().println(name + ": " + refused.getMessage() + " [" + refused.code() + "]");
            return exitCodeOf(refused).code();
        }
        console.err().println(name + ": this should not happen, and is a defect of Kurier:");
        failure.printStackTrace(console.err());
        return ExitCode.RECORDS_FAILED.code();
    }

    /** Tells how a command ends for which this error was the only one. */
    public static ExitCode exitCodeOf(ProducerException error) {
        if (error instanceof ConfigException || error instanceof PluginException) {
            return ExitCode.CONFIG;
        }
        boolean timedOut = error instanceof DeliveryTimeoutException
                || error instanceof BufferExhaustedException
                || (error instanceof MetadataException && error.isRetriable());
        return timedOut ? ExitCode.TIMED_OUT : ExitCode.RECORDS_FAILED;
    }
}
