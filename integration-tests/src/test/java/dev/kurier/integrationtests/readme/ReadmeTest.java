package dev.kurier.integrationtests.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void commandsRunAndEndWell() throws Exception {
        assumeTrue(
                isPackaged(), "the command line was compiled but not packaged by this build: mvn verify packages it");
        List<String> blocks = readme().blocksToRun("sh");

        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            assertThat(outputOf(block)).as(block).isNotEmpty();
        }
        assertThat(outputOf(blocks.get(0))).contains("parcels-0@", "in flight", "total");
        assertThat(outputOf(blocks.get(1))).contains("letters-0@0\nletters-0@1\n", "\"line\":2");
    }

    @Test
    void programCompilesAndPrintsWhereItsRecordIs() throws Exception {
        List<String> programs = readme().blocksToRun("java");
        assertThat(programs).hasSize(1);
        try (StubServer stub = StubCluster.builder().brokers(2).start()) {
            String program = programs.get(0).replace("localhost:9092", stub.bootstrapServers());

            assertThat(outputOfProgram(program)).endsWith("greetings-0@0\n");
            assertThat(stub.cluster().records("greetings").get(0).valueText()).isEqualTo("hello");
        }
    }

    @Test
    void dependencySnippetNamesThisVersion() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>") + "</version>".length());

        assertThat(readme().text()).contains("<artifactId>kurier-bom</artifactId>\n      " + version);
    }

    @Test
    void linksLeadToFilesThatAreThere() throws IOException {
        assertThat(readme().localLinks())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private static MarkdownPage readme() throws IOException {
        return MarkdownPage.read(ROOT.resolve("README.md"));
    }

    /** Tells whether this build has made the jar that ./kurier runs: then it must be younger than its sources. */
    private static boolean isPackaged() {
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (entry.endsWith("kurier-cli.jar")) {
                return true;
            }
        }
        return false;
    }

    private static String outputOf(String commands) throws Exception {
        return Shell.in(ROOT).outputOf(commands);
    }

    private String outputOfProgram(String program) throws Exception {
        Path source = Files.writeString(directory.resolve("Hello.java"), program);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-path,-processing",
                        "-Werror",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(compiled).as("the compiler's exit code").isZero();

        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        URL[] classes = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            loader.loadClass("Hello").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
