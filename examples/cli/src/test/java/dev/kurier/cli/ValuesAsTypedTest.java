package dev.kurier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
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

/** The values of options reach the record, the setting or the message as they were typed. */
class ValuesAsTypedTest {
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
            strings = {"@x", "@@x", "--", "-pAbc", "--help", "produce", "\"a, b\"", "", " x ", "${KEY}", "\\t", "-1"})
    void sendsKeysAndHeadersAsTyped(String value) {
        sendsAsTyped(value, List.of("-k", value, "-H", "h=" + value));
        sendsAsTyped(value, List.of("--key=" + value, "--header=h=" + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--", "@", "-", "--json", "'q'", "a,b", "a=b", "@|bold x|@", "%s%n", "#x"})
    void sendsAttachedKeysAndHeadersAsTyped(String value) {
        sendsAsTyped(value, List.of("--key=" + value, "--header=h=" + value));
        sendsAsTyped(value, List.of("-k" + value, "-Hh=" + value));
    }

    private void sendsAsTyped(String value, List<String> words) {
        CommandRun run = produce("v\n", words);

        assertThat(run.exitCode()).as(words + run.err()).isZero();
        List<StoredRecord> records = stub.cluster().records("t");
        StoredRecord last = records.get(records.size() - 1);
        assertThat(last.keyText()).as(words.toString()).isEqualTo(value);
        assertThat(UTF_8.decode(last.headers().get(0).value().duplicate()).toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@@", "-p", "--json", "\"", "'", ",", "=", "==", " ", "\\", "stub"})
    void separatesByTheTextTyped(String separator) {
        CommandRun run = produce("a" + separator + "b\n", List.of("-K", separator));

        assertThat(run.exitCode()).as(run.err()).isZero();
        StoredRecord record = stub.cluster().records("t").get(0);
        assertThat(record.keyText()).isEqualTo("a");
        assertThat(record.valueText()).isEqualTo("b");
    }

    @Test
    void readsNoFileOfArguments(@TempDir Path directory) throws Exception {
        Path two = Files.writeString(directory.resolve("two"), "-k other");

        CommandRun run = produce("v\n", List.of("-k", "@" + two));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(stub.cluster().records("t").get(0).keyText()).isEqualTo("@" + two);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@t", "@@t", "-p", "'t'", "\"t\""})
    void namesTheTopicAsTyped(String topic) {
        CommandRun run = CommandRun.withInput("v\n", "produce", "-b", stub.bootstrapServers(), "-t", topic);

        assertThat(run.err() + run.out()).contains(topic);
        assertThat(stub.cluster().records("t")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@c", "@@c", "-c", "--json", "'c'", "\"a,b\"", "a=b"})
    void setsValuesAsTyped(String value) {
        CommandRun run = produce("v\n", List.of("-X", "client.id=" + value));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(stub.cluster().requests())
                .extracting(ReceivedRequest::clientId)
                .contains(value);
    }

    @Test
    void saysOnceWhatIsWrongWithASettingWithoutRepeatingIt() {
        CommandRun run = produce("v\n", List.of("-X", "secret"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'-X'", "no '='").doesNotContain("option option", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\\n", "a\nb", "\\x"})
    void refusesASeparatorThatNoLineCanHold(String separator) {
        CommandRun run = produce("a\n", List.of("-K", separator));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("--key-separator");
    }

    private CommandRun produce(String input, List<String> words) {
        List<String> all = new ArrayList<>(List.of("produce", "-b", stub.bootstrapServers(), "-t", "t"));
        all.addAll(words);
        return CommandRun.withInput(input, all.toArray(String[]::new));
    }
}
