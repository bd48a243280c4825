package dev.kurier.cli.plugins;

import dev.kurier.api.error.PluginException;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import dev.kurier.cli.console.SettingOption;
import dev.kurier.producer.InstalledPlugins;
import dev.kurier.producer.Kurier;
import dev.kurier.producer.listing.PluginListing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the checks of the plugin test kit on everything in a jar. */
@Command(
        name = "verify",
        header = "Check whether the plugins of a jar keep to their contract.",
        description =
                "Loads them as a producer would, then runs them: with sample values, on several threads. The exit code"
                        + " is 3 if a plugin is refused or fails a check, and 2 if there is no jar. A serializer of texts may need --sample: a text that it"
                        + " takes.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./kurier plugins verify plugins/region-partitioner.jar",
            "  ./kurier plugins verify plugins/phone-serializer.jar --sample '+49 30 901820' -X country-code=49",
            "  ./kurier plugins verify plugins/kurier-plugin-json"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "JAR",
            description = "A jar, or a directory with the jars of one plugin: it and its libraries.")
    private Path jar;

    @Option(names = "--sample", paramLabel = "TEXT", description = "A text for the serializers. May be repeated.")
    private List<String> samples = new ArrayList<>();

    @Option(
            names = "-X",
            paramLabel = "NAME=VALUE",
            description = "A setting of the plugin, without the plugin's name before it. May be repeated.")
    private List<SettingOption> settings = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and jar
    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path home = jar.toAbsolutePath().normalize();
        int failures = 0;
        try (InstalledPlugins plugins = at(home)) {
            Verification verification = new Verification(plugins, SettingOption.toMap(settings), samples);
            for (PluginListing listing : Rows.sorted(plugins.listings())) {
                if (Path.of(listing.source()).startsWith(home)) {
                    console.out().println(title(listing));
                    failures += report(verification.of(listing));
                }
            }
        }
        console.out().flush();
        return (failures == 0 ? ExitCode.ALL_ACKNOWLEDGED : ExitCode.CONFIG).code();
    }

    /** A place where nothing can be verified is a slip in the command line: nothing must look as if all were well. */
    private InstalledPlugins at(Path home) {
        try {
            return Kurier.pluginsWith(home);
        } catch (PluginException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static String title(PluginListing listing) {
        return listing.kind() == null ? listing.source() : listing.kind() + " " + listing;
    }

    private int report(List<Verification.Result> results) {
        int failures = 0;
        for (Verification.Result result : results) {
            String words = result.words();
            console.out().println("  " + result.verdict() + result.demand() + (words == null ? "" : ": " + words));
            failures += result.verdict() == Verification.Verdict.FAILED ? 1 : 0;
        }
        return failures;
    }
}
