package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs ./kurier in a tree of empty files, with a Maven and a Java that only say that they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String[] MODULES = {
        "api",
        "testkit",
        "protocol",
        "serializers",
        "partitioners",
        "accumulator",
        "sender",
        "producer",
        "broker-stub",
        "examples/cli"
    };

    private record Run(int exitCode, String out, String err) {}

    @TempDir
    Path directory;

    private Path tree;
    private Path builds;

    @BeforeEach
    void plantTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("a tree"));
        builds = directory.resolve("builds");
        Files.copy(Path.of("../../kurier"), tree.resolve("kurier"));
        executable(tree.resolve("kurier"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Files.createDirectories(tree.resolve(module).resolve("src/main/java"));
            Files.createDirectories(tree.resolve(module).resolve("src/test/java"));
            Files.writeString(tree.resolve(module).resolve("src/main/java/A.java"), "class A {}");
            Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
        }
        script(directory.resolve("bin/mvn"), """
                echo "$@" >> '%s'
                echo "noise of Maven"
                mkdir -p examples/cli/target && touch examples/cli/target/kurier-cli.jar examples/cli/target/kurier.stamp
                """.formatted(builds));
        script(directory.resolve("jdk/bin/java"), "echo \"java: $@\"; exit 5\n");
    }

    @Test
    void buildsOnceThenRunsJavaInItsPlaceWithItsArguments() throws Exception {
        Run first = kurier("produce", "-t", "a b");
        Run second = kurier("demo");

        assertThat(Files.readAllLines(builds))
                .hasSize(1)
                .first()
                .asString()
                .contains("-Dmaven.test.skip=true", "-pl examples/cli");
        assertThat(first.exitCode()).isEqualTo(5);
        assertThat(first.out()).hasLineCount(1).startsWith("java: ").endsWith("kurier-cli.jar produce -t a b\n");
        assertThat(first.err()).contains("kurier: building").doesNotContain("noise of Maven");
        assertThat(second.out()).endsWith("kurier-cli.jar demo\n");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void buildsAgainAfterAMainSourceOrAPomHasChanged() throws Exception {
        kurier("demo");
        for (String changed : List.of("api/src/main/java/A.java", "examples/cli/pom.xml", "pom.xml")) {
            int before = Files.readAllLines(builds).size();
            touchAfterBuild(tree.resolve(changed));

            kurier("demo");
            kurier("demo");

            assertThat(Files.readAllLines(builds)).as(changed).hasSize(before + 1);
        }
    }

    @Test
    void buildsAgainAfterASourceIsGone() throws Exception {
        kurier("demo");
        Files.delete(tree.resolve("sender/src/main/java/A.java"));

        kurier("demo");

        assertThat(Files.readAllLines(builds)).hasSize(2);
    }

    @Test
    void buildsAgainAfterASourceHasChangedDuringTheBuild() throws Exception {
        script(directory.resolve("bin/mvn"), """
                echo "$@" >> '%s'
                sleep 0.05 # file times are as coarse as the system's tick
                touch api/src/main/java/A.java
                mkdir -p examples/cli/target && touch examples/cli/target/kurier-cli.jar examples/cli/target/kurier.stamp
                """.formatted(builds));
        kurier("demo");

        kurier("demo");

        assertThat(Files.readAllLines(builds)).hasSize(2);
    }

    @Test
    void doesNotCareForTestsAndBuildProducts() throws Exception {
        kurier("demo");
        Files.writeString(tree.resolve("api/src/test/java/ATest.java"), "class ATest {}");
        Files.createDirectories(tree.resolve("api/target/src/main"));
        Files.writeString(tree.resolve("api/target/src/main/Generated.java"), "class Generated {}");
        Files.writeString(tree.resolve("README.md"), "changed");

        kurier("demo");

        assertThat(Files.readAllLines(builds)).hasSize(1);
    }

    @Test
    void failsInsteadOfBuildingWhenToldSo() throws Exception {
        Run run = kurier(Map.of("KURIER_NO_BUILD", "1"), "demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("KURIER_NO_BUILD");
        assertThat(builds).doesNotExist();
    }

    @Test
    void runsNothingAfterAFailedBuild() throws Exception {
        script(directory.resolve("bin/mvn"), "echo the reason; exit 1\n");

        Run run = kurier("demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the reason", "the build failed");
    }

    @Test
    void isFoundThroughALinkFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("k"), tree.resolve("kurier"));

        Run run = run(Map.of(), link, "demo");

        assertThat(run.out()).contains(tree.toRealPath() + "/examples/cli/target/kurier-cli.jar demo");
    }

    @Test
    void handsOnLettersBeyondAsciiAsTheyWereTypedInALocaleWithoutAny() throws Exception {
        script(directory.resolve("jdk/bin/java"), """
                while [ "$1" != -jar ]; do shift; done
                shift 2
                exec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' dev.kurier.cli.Main "$@"
                """.formatted(
                        System.getProperty("java.home"), System.getProperty("java.class.path")));
        // Typed by a script: this process's own locale is of no account.
        Path typing = directory.resolve("typing");
        script(
                typing,
                "letter=$(printf '\\303\\274')\nprintf 'v\\n' | '%s' \"$@\" -k \"$letter\" -H \"h=$letter\"\n"
                        .formatted(tree.resolve("kurier")));

        for (String locale : List.of("C", "C.UTF-8", "xx_XX.UTF-8")) {
            try (StubServer stub = StubCluster.builder().topic("t", 1).start()) {
                Run run = run(Map.of("LC_ALL", locale), typing, "produce", "-t", "t", "-b", stub.bootstrapServers());

                assertThat(run.exitCode()).as(run.err()).isZero();
                StoredRecord record = stub.cluster().records("t").get(0);
                assertThat(record.keyText()).as(locale).isEqualTo("\u00fc");
                assertThat(record.headers().get(0).value())
                        .as(locale)
                        .isEqualTo(ByteBuffer.wrap("\u00fc".getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void leavesALocaleThatIsNotOfAsciiOnlyAsItIs() throws Exception {
        script(directory.resolve("jdk/bin/java"), "echo \"LC_ALL=$LC_ALL\"\n");
        script(directory.resolve("bin/locale"), "echo ISO-8859-1\n");

        assertThat(kurier(Map.of("LC_ALL", "de_DE"), "demo").out()).isEqualTo("LC_ALL=de_DE\n");
        assertThat(kurier(Map.of("LC_ALL", "C.UTF-8"), "demo").out()).isEqualTo("LC_ALL=C.UTF-8\n");
    }

    private Run kurier(String... args) throws Exception {
        return kurier(Map.of(), args);
    }

    private Run kurier(Map<String, String> environment, String... args) throws Exception {
        return run(environment, tree.resolve("kurier"), args);
    }

    private Run run(Map<String, String> environment, Path launcher, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().remove("KURIER_NO_BUILD");
        builder.environment().remove("KURIER_JAVA_OPTS");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    private void touchAfterBuild(Path file) throws IOException {
        long stampMs = Files.getLastModifiedTime(tree.resolve("examples/cli/target/kurier.stamp"))
                .toMillis();
        Files.setLastModifiedTime(file, FileTime.fromMillis(stampMs + 2));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, ("#!/bin/sh\n" + text).getBytes(StandardCharsets.UTF_8));
        executable(file);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
