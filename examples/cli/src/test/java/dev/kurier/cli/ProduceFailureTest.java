package dev.kurier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.console.Console;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every way to end badly, with its exit code. */
class ProduceFailureTest {
    private StubServer stub;

    @BeforeEach
    void startStub() {
        stub = StubCluster.builder().topic("t", 2).autoCreateTopics(false).start();
    }

    @AfterEach
    void stopStub() {
        stub.close();
    }

    @Test
    void endsWith1WhenTheBrokerRefusesARecord() {
        stub.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);

        CommandRun run = produce("a\n", "-t", "t");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("line 1: ", "NOT_PERSISTED", "0 acknowledged, 1 failed");
    }

    @Test
    void describesAFailedRecordInJson() {
        stub.cluster().every(ApiKey.PRODUCE).fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);

        CommandRun run = produce("a\n", "-t", "t", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode result = new JsonMapper().readTree(run.out().get(0));
        assertThat(result.get("line").asInt()).isEqualTo(1);
        assertThat(result.get("error").get("outcome").asString()).isEqualTo("NOT_PERSISTED");
        assertThat(result.get("error").get("code").asString()).isEqualTo("not-authorized");
        assertThat(result.get("error").get("retriable").asBoolean()).isFalse();
        assertThat(result.get("error").get("message").asString()).isNotEmpty();
    }

    @Test
    void seesEarlierLinesToTheirEndWhenTheInputCannotBeReadFurther() {
        InputStream lines = new ByteArrayInputStream("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n".getBytes(UTF_8));
        InputStream broken = new SequenceInputStream(lines, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        });
        stub.cluster().every(ApiKey.PRODUCE).delay(Duration.ofMillis(300));

        CommandRun run = CommandRun.withInput(broken, "produce", "-b", stub.bootstrapServers(), "-t", "t", "-p", "0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("standard input can't be read further: the disk is gone", "10 acknowledged, 0 failed");
        assertThat(run.out()).hasSize(10);
        assertThat(stub.cluster().partition("t", 0).records()).hasSize(10);
    }

    /** The heap's size is the JVM's: it has to be another one. */
    @Test
    void saysHowEarlierLinesEndedWhenALineDoesNotFitIntoMemory(@TempDir Path directory) throws Exception {
        Path input = directory.resolve("input");
        Files.write(input, "a\n".getBytes(UTF_8));
        Files.write(input, new byte[48 << 20], StandardOpenOption.APPEND);

        Process process = new ProcessBuilder(CommandProcess.words(
                        List.of("-Xmx40m"), "produce", "-t", "t", "-p", "0", "-b", stub.bootstrapServers()))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said)
                .contains("t-0@0", "line 2 does not fit into memory", "-Xmx", "1 acknowledged, 0 failed")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-t t --nonsense",
                "-t t -H novalue",
                "-t t -H =x",
                "-t t -k a -K :",
                "-t ../t",
                "-t t -p -1",
                "-t t -p one",
                "-t t -k one --key-serializer integer"
            })
    void endsWith2WhenTheCommandLineMakesNoSense(String args) {
        CommandRun run = produce("a\n", args.isEmpty() ? new String[0] : args.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--help").hasLineCount(2);
    }

    @Test
    void endsWith2WhenThePartitionIsNotThere() {
        CommandRun run = produce("a\n", "-t", "t", "-p", "2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--partition=2", "partitions 0 to 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-t t -X acks=perhaps", "-t t --value-serializer jsan", "-t t --config no-such-file.properties"})
    void endsWith3WhenASettingOrAPluginIsRefused(String args) {
        CommandRun run = produce("a\n", args.split(" "));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("defect");
    }

    @Test
    void endsWith3WhenTheAddressIsNone() {
        CommandRun run = CommandRun.withInput("a\n", "produce", "-t", "t", "-b", "localhost:port");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("bootstrap.servers", "localhost:port");
    }

    @Test
    void endsWith4AndNamesTheAddressWhenTheConnectionIsRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        long startedNs = System.nanoTime();

        CommandRun run = CommandRun.withInput("a\n", "produce", "-t", "t", "-b", "127.0.0.1:" + port);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("127.0.0.1:" + port, "refused");
        assertThat(System.nanoTime() - startedNs).isGreaterThan(2_900_000_000L);
    }

    @Test
    void goesOnWhenOneOfTwoAddressesAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        CommandRun run = CommandRun.withInput(
                "a\n", "produce", "-t", "t", "-p", "0", "-b", "127.0.0.1:" + port + "," + stub.bootstrapServers());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsExactly("t-0@0");
    }

    /** The JVM reads the file of names once: it has to be another JVM. */
    @Test
    void goesOnWhenOnlyTheSecondAddressOfANameAnswers(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.9 both.test\n127.0.0.1 both.test\n");
        Path input = Files.writeString(directory.resolve("input"), "a\n");
        String port = stub.bootstrapServers().split(":")[1];

        Process process = new ProcessBuilder(CommandProcess.words(
                        List.of("-Djdk.net.hosts.file=" + hosts),
                        "produce",
                        "-t",
                        "t",
                        "-p",
                        "0",
                        "-b",
                        "both.test:" + port))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("t-0@0");
    }

    @Test
    void namesAllAddressesOfANameThatDoNotAnswer(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.9 both.test\n127.0.0.8 both.test\n");
        String port = stub.bootstrapServers().split(":")[1];

        Process process = new ProcessBuilder(CommandProcess.words(
                        List.of("-Djdk.net.hosts.file=" + hosts), "produce", "-t", "t", "-b", "both.test:" + port))
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("both.test:" + port + " (127.0.0.8: Connection refused; 127.0.0.9: Connection refused)");
        assertThat(process.waitFor()).isEqualTo(4);
    }

    @Test
    void endsWith5WhenTheBrokerDoesNotAnswerInTime() {
        stub.cluster().every(ApiKey.PRODUCE).neverAnswer();

        CommandRun run = produce(
                "a\n", "-t", "t", "-X", "delivery.timeout.ms=300", "-X", "request.timeout.ms=200", "-X", "linger.ms=0");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        assertThat(run.err()).contains("UNKNOWN", "0 acknowledged, 1 failed");
    }

    @Test
    void endsWith5OnceAndNotALineWhenTheTopicDoesNotAppear() {
        long startedNs = System.nanoTime();

        CommandRun run = produce("a\nb\nc\nd\ne\nf\n", "-t", "missing", "-X", "max.block.ms=500");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        assertThat(run.err()).contains("missing");
        assertThat(System.nanoTime() - startedNs).as("six lines, one wait").isLessThan(2_500_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t t", "-t t --json"})
    void endsWith1AndSendsNoFurtherLineWhenItsResultsCannotBeWritten(String args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new EndlessLines(),
                new PrintStream(new FullOutput(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        int exitCode =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Main.run(console, words(args.split(" "))));

        assertThat(exitCode).isEqualTo(1);
        int sent = stub.cluster().records("t").size();
        assertThat(sent).isPositive();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("standard output can't be written")
                .contains("no line after line " + sent + " was sent. " + sent + " acknowledged, 0 failed")
                .hasLineCount(1);
    }

    @Test
    void endsWith1WhenAListCannotBeWritten() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(new FullOutput(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(Main.run(console, "plugins", "list")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard output can't be written");
    }

    /** Is a file on a full disk. */
    private static final class FullOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** Is an input that does not end: only the command itself can. */
    private static final class EndlessLines extends InputStream {
        private boolean isWithinLine;

        @Override
        public int read() {
            isWithinLine = !isWithinLine;
            return isWithinLine ? 'a' : '\n';
        }
    }

    private CommandRun produce(String input, String... args) {
        return CommandRun.withInput(input, words(args));
    }

    private String[] words(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "produce";
        all[1] = "-b";
        all[2] = stub.bootstrapServers();
        System.arraycopy(args, 0, all, 3, args.length);
        return all;
    }
}
