package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.brokerstub.recording.Recording;
import dev.kurier.cli.console.Console;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecordingCommandsTest {
    private static final PrintStream NOWHERE =
            new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private String file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("session.rec").toString();
    }

    @Test
    void recordsWhatGoesOverTheStubsConnections() throws Exception {
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            Console console = new Console(InputStream.nullInputStream(), out, NOWHERE);
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Thread stub = new Thread(
                    () -> ended.complete(Commands.in(console).execute("stub", "--port=0", "--record=" + file)));
            stub.start();
            String address = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)).readLine();
            CommandRun.withInput("a\n", "produce", "-t", "t", "-b", address);
            stub.interrupt();

            assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(130);
            assertThat(Recording.read(Path.of(file)).requests())
                    .anySatisfy(request -> assertThat(request.api()).isEqualTo(ApiKey.PRODUCE));
        }
    }

    @Test
    void replaysARecordingAndEndsWithOneWhereAnswersDiffer() throws Exception {
        record();
        try (StubServer fresh = stub().start()) {
            CommandRun equal = CommandRun.of("stub", "replay", file, "-b", fresh.bootstrapServers());

            assertThat(equal.exitCode()).as(equal.err()).isZero();
            assertThat(equal.out()).isEmpty();
            assertThat(equal.err()).contains(" requests sent, ", "0 differences");
        }
        try (StubServer changed = stub().start()) {
            changed.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
            CommandRun differs = CommandRun.of(
                    "stub",
                    "replay",
                    file,
                    "-b",
                    changed.bootstrapServers(),
                    "--ignore=baseOffset",
                    "--ignore=logStartOffset");

            assertThat(differs.exitCode()).isEqualTo(1);
            assertThat(differs.out()).singleElement().asString().contains("PRODUCE", "errorCode was 0, is 19");
        }
    }

    @Test
    void lintsARecording() throws Exception {
        record();

        CommandRun run = CommandRun.of("stub", "lint", file);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(" requests, 0 errors, 0 warnings");
    }

    @Test
    void saysThatARecordingWasCutShort() throws Exception {
        record();
        byte[] whole = Files.readAllBytes(Path.of(file));
        Files.write(Path.of(file), java.util.Arrays.copyOf(whole, whole.length - 3));

        assertThat(CommandRun.of("stub", "lint", file).err()).contains("was cut short, or is still written");
    }

    @Test
    void refusesAFileThatIsThereAsARecordingAndOneThatIsNoneToRead() throws IOException {
        Files.writeString(Path.of(file), "mine");

        CommandRun recording = CommandRun.of("stub", "--port=0", "--record=" + file);
        assertThat(recording.exitCode()).isEqualTo(3);
        assertThat(recording.err()).contains("--record: recording=" + file + " exists");
        CommandRun replay = CommandRun.of("stub", "replay", file, "-b", "127.0.0.1:1");
        assertThat(replay.exitCode()).isEqualTo(3);
        assertThat(replay.err()).contains("is no recording");
        assertThat(CommandRun.of("stub", "lint", "nowhere.rec").exitCode()).isEqualTo(3);
    }

    @Test
    void endsWithFourWhereNobodyListens() throws Exception {
        record();
        String gone;
        try (StubServer closed = stub().start()) {
            gone = closed.bootstrapServers();
        }

        CommandRun run = CommandRun.of("stub", "replay", file, "-b", gone);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("no connection to " + gone);
        assertThat(CommandRun.of("stub", "replay", file, "-b", "nonsense").exitCode())
                .isEqualTo(3);
        assertThat(CommandRun.of("stub", "replay", file).exitCode()).isEqualTo(2);
    }

    private void record() {
        try (StubServer server = stub().record(Path.of(file)).start()) {
            CommandRun run = CommandRun.withInput("a\nb\n", "produce", "-t", "t", "-b", server.bootstrapServers());
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    private static StubClusterBuilder stub() {
        return StubCluster.builder().topic("t", 1);
    }
}
