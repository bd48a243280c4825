package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @Test
    void printsTheHelpOnStandardErrorWithoutACommand() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: kurier", "demo", "produce", "stub");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        CommandRun run = CommandRun.of("prodce");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("prodce").contains("Did you mean: kurier produce?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "plugins", "produce", "stub"})
    void listsEveryExitCodeInTheHelpOfEveryCommand(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        for (String code : new String[] {"0", "1", "2", "3", "4", "5", "130"}) {
            assertThat(run.out()).anyMatch(line -> line.matches(" +" + code + "   \\S.*"));
        }
    }

    @Test
    void namesItsVersionAndTheApisItSpeaks() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().get(0)).matches("kurier \\d+\\.\\d+\\.\\d+.*");
        assertThat(run.out()).anyMatch(line -> line.matches("PRODUCE +v\\d+ to v\\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "produce --help", "stub --help", "plugins list --help"})
    void writesTheSameDigitsInEveryLocale(String words) {
        Locale locale = Locale.getDefault();
        CommandRun usual = CommandRun.of(words.split(" "));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));

            assertThat(CommandRun.of(words.split(" "))).isEqualTo(usual);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void refusesAnArgumentThatJavaCouldNotRead() {
        CommandRun run = CommandRun.withInput("a\n", "produce", "-t", "t", "-k", "\uFFFD\uFFFD");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("sun.jnu.encoding=", "LC_ALL=C.UTF-8").hasLineCount(1);
    }
}
