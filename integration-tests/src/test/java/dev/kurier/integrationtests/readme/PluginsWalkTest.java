package dev.kurier.integrationtests.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.docs.ProjectFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks through the page on plugins, command by command, in a copy of this tree.
 *
 * <p>What the commands install goes into a Maven repository of the test's own, which borrows all else from the user's.
 */
@DisabledOnOs(OS.WINDOWS)
class PluginsWalkTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Path tree;

    /** Takes the links away, so that whoever clears up the directory meets none that lead out of it. */
    @AfterEach
    void unlink() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void everyCommandRunsAndDoesWhatThePageSays() throws Exception {
        assumeTrue(
                System.getProperty("java.class.path").contains("kurier-cli.jar"),
                "the command line was compiled but not packaged by this build: mvn verify packages it");
        assumeTrue(isOnPath("mvn"), "Maven is not installed: apt-get install maven");
        assumeTrue(isOnPath("kcat"), "kcat is not installed: apt-get install kcat");
        tree = Files.createDirectory(directory.resolve("tree"));
        copyTree();
        Shell shell = Shell.in(tree).with("MAVEN_OPTS", "-Dmaven.repo.local=" + repository());
        List<String> blocks = MarkdownPage.read(ROOT.resolve("docs/plugins.md")).blocksToRun("sh");
        assertThat(blocks).hasSize(4);

        shell.outputOf(blocks.get(0));
        String used = shell.outputOf(blocks.get(1));
        assertThat(used)
                .containsPattern("serializer +shout +- +1\\.0\\.0 +1 +\\S*plugins/shout-1\\.0\\.0\\.jar +ok\n")
                .contains("  ok      gives the same bytes on several threads at once\n", "greetings-")
                .doesNotContain("FAILED", "REFUSED");

        try (StubServer stub =
                StubCluster.builder().topic("t", 1).topic("parcels", 2).start()) {
            String examples = shell.outputOf(blocks.get(2).replace("localhost:9092", stub.bootstrapServers()));

            assertThat(examples)
                    .containsPattern("serializer +phone .*ok\n")
                    .containsPattern("partitioner +region .*ok\n");
            assertThat(examples).contains("parcels-1@0\nparcels-1@1\n").endsWith("\n+4930901820\n");
            assertThat(stub.cluster().records("t"))
                    .extracting(StoredRecord::valueText)
                    .containsExactly("+4930901820");
        }

        shell.outputOf(blocks.get(3));
        for (String example : List.of("phone-serializer", "region-partitioner")) {
            assertThat(reports(tree.resolve("examples/plugins").resolve(example)))
                    .contains("ContractTest");
        }
    }

    /** Copies what Maven needs to build the interfaces, the test kit and the examples; the command line stays where it is. */
    private void copyTree() throws IOException {
        Files.createSymbolicLink(tree.resolve("kurier"), ROOT.resolve("kurier"));
        for (String part : List.of(".mvn", "build", "api", "testkit", "examples/plugins")) {
            copy(ROOT.resolve(part));
        }
        for (Path pom : ProjectFiles.poms()) {
            copy(pom);
        }
    }

    private void copy(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = tree.resolve(ROOT.relativize(file));
                if (!file.toString().contains("/target/") && !Files.exists(copy)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** A repository of links to what the user's holds, but for what the commands install. */
    private Path repository() throws IOException {
        Path users =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        Path own = Files.createDirectory(directory.resolve("repository"));
        link(users, own, "dev");
        if (Files.isDirectory(users.resolve("dev"))) {
            link(users.resolve("dev"), Files.createDirectory(own.resolve("dev")), "kurier");
        }
        return own;
    }

    private static void link(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.toList()) {
                if (!child.endsWith(except)) {
                    Files.createSymbolicLink(to.resolve(child.getFileName()), child);
                }
            }
        }
    }

    private static String reports(Path project) throws IOException {
        try (Stream<Path> reports = Files.list(project.resolve("target/surefire-reports"))) {
            return reports.map(Path::toString).toList().toString();
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
