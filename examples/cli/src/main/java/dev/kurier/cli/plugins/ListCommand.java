package dev.kurier.cli.plugins;

import com.google.common.base.Splitter;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.ExitCode;
import dev.kurier.producer.InstalledPlugins;
import dev.kurier.producer.Kurier;
import dev.kurier.producer.listing.PluginListing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plugins that can be found, the refused ones included, without running any. */
@Command(
        name = "list",
        header = "List the plugins that can be found; none of their code is run.",
        description = "A broken plugin is a row, too, with the reason; the exit code is 3 then.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  ./kurier plugins list", "  ./kurier plugins list --plugin-path plugins --json"})
final class ListCommand implements Callable<Integer> {
    private static final String USUAL = "plugins";

    private final Console console;

    @Option(
            names = "--plugin-path",
            paramLabel = "PATH",
            description =
                    "Look there, too: jars and directories, separated by commas. Default: plugins, if there is such a"
                            + " directory.")
    private List<String> given = new ArrayList<>();

    @Option(names = "--json", description = "Print each plugin as a JSON object.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    ListCommand(Console console) {
        this.console = console;
    }

    /** Splits as {@code kurier.plugin.path} is split. */
    private List<String> entries() {
        return given.stream()
                .flatMap(Splitter.on(',').trimResults()::splitToStream)
                .toList();
    }

    @Override
    public Integer call() {
        List<String> path = given.isEmpty() && Files.isDirectory(Path.of(USUAL)) ? List.of(USUAL) : entries();
        try (InstalledPlugins plugins = Kurier.plugins(path)) {
            List<PluginListing> rows = Rows.sorted(plugins.listings());
            (json ? Rows.asJson(rows) : Rows.asTable(rows, path)).forEach(console.out()::println);
            console.out().flush();
            long refused = rows.stream().filter(row -> !row.isUsable()).count();
            if (refused > 0) {
                console.err().println("kurier plugins list: " + refused + " of " + rows.size() + " are refused.");
                return ExitCode.CONFIG.code();
            }
            return ExitCode.ALL_ACKNOWLEDGED.code();
        }
    }
}
