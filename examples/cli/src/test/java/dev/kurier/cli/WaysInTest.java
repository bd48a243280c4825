package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that was written takes effect, whichever way it comes in, or the command says why not. */
class WaysInTest {
    @TempDir
    Path directory;

    private StubServer stub;

    @BeforeEach
    void startStub() {
        stub = StubCluster.builder().topic("t", 1).recordRequests(true).start();
    }

    @AfterEach
    void stopStub() {
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks=0\nclient.id=me\n",
                "\uFEFFacks=0\nclient.id=me\n",
                "acks = 0  \r\nclient.id = me \t\r\n",
                "  acks : 0\n! a comment\nclient.id me",
                "acks=\\\n   0\nclient.id=m\\\n  e\n",
                "acks=0\nacks=0\nclient.id=\\u006de"
            })
    void takesASettingFromAFile(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("f.properties"), text);

        takesEffect(produce("--config", file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks=0", " acks = 0 ", "acks= 0", "acks =0", "acks=\t0"})
    void takesASettingFromAnOption(String option) {
        takesEffect(produce("-X", option, "-X", " client.id = me "));
    }

    /** No answer is asked for, and the client's name is in each request. */
    private void takesEffect(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsExactly("t-0@?");
        assertThat(stub.cluster().requests())
                .extracting(ReceivedRequest::clientId)
                .containsOnly("me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "ISO-8859-1"})
    void refusesFilesInOtherEncodings(String charset) throws IOException {
        Path file =
                Files.write(directory.resolve("f"), "client.id=\u00fc\u00fc\u00fc".getBytes(Charset.forName(charset)));

        for (List<String> words : List.of(
                List.of("produce", "-t", "t", "--config", file.toString()),
                List.of("stub", "--port", "0", "--scenario", file.toString()))) {
            CommandRun run = CommandRun.of(words.toArray(String[]::new));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err())
                    .contains(file.toString(), "not text in UTF-8")
                    .doesNotContain("Input length", "\tat ");
        }
    }

    @Test
    void saysWhichFileIsMissingOrNone() {
        for (String option : List.of("--config", "--scenario")) {
            String[] command = option.equals("--config") ? new String[] {"produce", "-t", "t"} : new String[] {"stub"};
            assertThat(with(command, option, directory + "/none").err()).contains("none does not exist");
            assertThat(with(command, option, directory.toString()).err()).contains("is a directory: must be a file");
        }
    }

    @Test
    void refusesASettingThatIsInTheFileWithTwoValues() throws IOException {
        Path file = Files.writeString(directory.resolve("f.properties"), "acks=all\nlinger.ms=1\nacks=1\n");

        CommandRun run = produce("--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("has acks twice").doesNotContain("all");
    }

    @Test
    void takesAScenarioWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(
                directory.resolve("s.json"), "\uFEFF{\"topics\": [{\"name\": \"a\", \"partitions\": 0}]}");

        assertThat(CommandRun.of("stub", "--port", "0", "--scenario", file.toString())
                        .err())
                .contains("partitions")
                .doesNotContain("not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s , %s", " %s,%s ", "%s,\t%s"})
    void trimsTheEntriesOfAPathOfPlugins(String format) throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        String path = format.replaceFirst("%s", one.toString()).replaceFirst("%s", two.toString());

        assertThat(produce("--plugin-path", path).exitCode()).isZero();
        assertThat(CommandRun.of("plugins", "list", "--plugin-path", path).exitCode())
                .isZero();
    }

    @Test
    void trimsWhatNamesASerializerOrAServer() {
        CommandRun run = CommandRun.withInput(
                "7\n",
                "produce",
                "-t",
                "t",
                "-b",
                " PLAINTEXT://" + stub.bootstrapServers() + " ",
                "--value-serializer",
                " org.apache.kafka.common.serialization.LongSerializer ");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(stub.cluster().records("t").get(0).value().remaining()).isEqualTo(Long.BYTES);
    }

    @Test
    void refusesALogLevelThatThereIsNot() throws Exception {
        ProcessBuilder command = new ProcessBuilder(CommandProcess.words(List.of(), "plugins", "list"));
        for (String level : List.of("TRAC", "info", " DEBUG ", "")) {
            command.environment().put("KURIER_LOG", level);
            Process process = command.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            boolean isLevel = !level.equals("TRAC");
            assertThat(process.waitFor()).as(said).isEqualTo(isLevel ? 0 : 3);
            assertThat(said.contains("KURIER_LOG=TRAC is not allowed: must be")).isEqualTo(!isLevel);
        }
    }

    private CommandRun produce(String... words) {
        return with(new String[] {"produce", "-t", "t", "-b", stub.bootstrapServers()}, words);
    }

    private static CommandRun with(String[] command, String... words) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(words));
        return CommandRun.withInput("a\n", all.toArray(String[]::new));
    }
}
