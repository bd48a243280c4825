package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command in a process of its own some of whose standard descriptors are closed, with and without the launcher. */
@DisabledOnOs(OS.WINDOWS)
class ClosedDescriptorsTest {
    @TempDir
    Path directory;

    private StubServer stub;

    @BeforeEach
    void startStub() {
        stub = StubCluster.builder().topic("t", 1).start();
    }

    @AfterEach
    void stopStub() {
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsNothingFromAClosedInput(boolean launched) throws Exception {
        assertThat(run(launched, "<&-")).isEqualTo(1);

        assertThat(err()).contains("standard input is closed", "0 acknowledged");
        assertThat(stub.cluster().records("t")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, >&-", "false, >&-", "true, <&- >&-", "false, <&- >&-"})
    void saysThatAClosedOutputCannotBeWritten(boolean launched, String redirection) throws Exception {
        assertThat(run(launched, redirection)).isEqualTo(1);

        assertThat(err()).contains(redirection.startsWith("<") ? "standard input is closed" : "standard output can't");
    }

    @ParameterizedTest
    @CsvSource({"true, 2>&-, 0", "false, 2>&-, 0", "true, <&- >&- 2>&-, 1", "false, <&- >&- 2>&-, 1"})
    void writesIntoNoFileInPlaceOfAClosedError(boolean launched, String redirection, int exitCode) throws Exception {
        assertThat(run(launched, redirection)).isEqualTo(exitCode);

        assertThat(Files.readString(directory.resolve("out"))).isEqualTo(exitCode == 0 ? "t-0@0\n" : "");
        assertThat(stub.cluster().records("t")).hasSize(1 - exitCode);
    }

    @Test
    void readsAFileThatTheJvmHasOpenTooIfItIsHandedOver() throws Exception {
        Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
        long bytes = Files.size(modules);

        // Most of it is skipped: it is long.
        String redirection = "<'" + modules + "'";
        String skip = "dd bs=1 skip=" + (bytes - 1000) + " count=0 status=none";
        assertThat(runShell(false, "{ " + skip + "; exec \"$@\"; } " + redirection))
                .isEqualTo(1);

        // It is no text: but it was read.
        assertThat(err()).contains("line 1: ").doesNotContain("closed");
    }

    private int run(boolean launched, String redirection) throws IOException, InterruptedException {
        return runShell(launched, "exec \"$@\" " + redirection);
    }

    private int runShell(boolean launched, String script) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                CommandProcess.words(List.of(), "produce", "-t", "t", "-b", stub.bootstrapServers(), "-X", "acks=1"));
        if (launched) {
            words.addAll(0, List.of("bash", launcherUntilItBuilds().toString()));
        }
        Path input = Files.writeString(directory.resolve("in"), "a\n");
        List<String> shell = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        shell.addAll(words);
        return new ProcessBuilder(shell)
                .redirectInput(input.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start()
                .waitFor();
    }

    /** The launcher's first lines, then the JVM of this test in place of the one on a jar. */
    private Path launcherUntilItBuilds() throws IOException {
        String launcher = Files.readString(Path.of("../../kurier"));
        String head = launcher.substring(0, launcher.indexOf("\nhere="));
        return Files.writeString(directory.resolve("launcher"), head + "\nexec \"$@\"\n", StandardCharsets.UTF_8);
    }

    private String err() throws IOException {
        return Files.readString(directory.resolve("err"));
    }
}
