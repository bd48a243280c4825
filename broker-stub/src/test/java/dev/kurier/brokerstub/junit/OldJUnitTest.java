package dev.kurier.brokerstub.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubServer;
import dev.kurier.protocol.ApiKey;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** Runs annotated classes in a JVM that has JUnit 5 in place of the JUnit 6 that this module is compiled against. */
@Timeout(120)
class OldJUnitTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "5.14"})
    void startsAndClosesAClusterForEachTest(String junit) throws Exception {
        Run run = run(junit, EachTest.class);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("2 tests successful");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "5.14"})
    void fillsInAConstructorOfASharedCluster(String junit) throws Exception {
        Run run = run(junit, SharedByConstructor.class);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("2 tests successful");
    }

    @Test
    void saysWhichJUnitGivesConstructorsAClusterOfTheirTest() throws Exception {
        assertThat(run("5.10", EachByConstructor.class).output()).contains("constructors have a test since JUnit 5.12");
        assertThat(run("5.14", EachByConstructor.class).output()).contains("1 tests successful");
    }

    private record Run(int exitCode, String output) {}

    private Run run(String junit, Class<?> tests) throws Exception {
        Path output = directory.resolve(tests.getSimpleName() + "-" + junit + ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                classPath(Path.of("target", "junit-5", "junit-" + junit + ".jar")),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--select-class",
                tests.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS))
                    .as("the forked JVM has ended")
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath(Path junit) {
        assertThat(junit).exists();
        return Stream.concat(
                        Stream.of(junit),
                        Stream.of(StubServer.class, OldJUnitTest.class, ApiKey.class, Logger.class)
                                .map(OldJUnitTest::placeOf))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @BrokerStub(topics = "orders:6")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class EachTest {
        private static int portOfTheFirst;

        @Test
        @Order(1)
        void hasItsCluster(StubServer server, @BootstrapServers String servers) {
            portOfTheFirst = server.cluster().broker(1).port();
            require(servers.endsWith(":" + portOfTheFirst), servers);
            require(server.cluster().topic("orders").partitions().size() == 6, "six partitions");
        }

        @Test
        @Order(2)
        void findsTheOneBeforeClosed() throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", portOfTheFirst), 1000);
            } catch (ConnectException expected) {
                return;
            }
            throw new AssertionError("the first test's cluster is still there");
        }
    }

    @BrokerStub(lifecycle = BrokerStub.Lifecycle.PER_CLASS)
    static class SharedByConstructor {
        private final StubServer mine;

        SharedByConstructor(StubServer mine) {
            this.mine = mine;
        }

        @Test
        void one(StubServer server) {
            require(server == mine, "the same cluster");
        }

        @Test
        void two() {}

        @AfterEach
        void finds(StubServer server) {
            require(server == mine, "the same cluster");
        }
    }

    @BrokerStub
    static class EachByConstructor {
        private final StubServer mine;

        EachByConstructor(StubServer mine) {
            this.mine = mine;
        }

        @Test
        void one(StubServer server) {
            require(server == mine, "the same cluster");
        }
    }

    private static void require(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError(what);
        }
    }
}
