package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Keeps the reference page equal to the commands' own help. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("../../docs/command-line.md");
    private static final String BEGIN = "<!-- generated from here: mvn -pl examples/cli -am test"
            + " -Dtest=CommandLinePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dkurier.regenerate=true -->\n";

    @Test
    void pageShowsTheHelpOfEveryCommand() throws IOException {
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(BEGIN)) + BEGIN + generated();
        if (Boolean.getBoolean("kurier.regenerate")) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/command-line.md is out of date; the command in it writes it anew")
                .isEqualTo(written);
    }

    private static String generated() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        CommandLine root = Commands.in(new Console(InputStream.nullInputStream(), nowhere, nowhere));
        StringBuilder page = new StringBuilder();
        section(page, root);
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals("help"))
                .forEach(command -> section(page, command));
        return page.toString();
    }

    private static void section(StringBuilder page, CommandLine command) {
        page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
        page.append(command.getUsageMessage().replaceAll("(?m) +$", "")).append("```\n");
        if (command.getParent() != null) {
            command.getSubcommands().values().forEach(subcommand -> section(page, subcommand));
        }
    }
}
