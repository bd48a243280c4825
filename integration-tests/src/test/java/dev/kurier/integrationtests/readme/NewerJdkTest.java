package dev.kurier.integrationtests.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jars of this build on a newer JDK, if one lies beside the JDK that runs the tests or KURIER_NEWER_JDK names one. */
@DisabledOnOs(OS.WINDOWS)
class NewerJdkTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int FIRST_THAT_WARNS_OF_UNSAFE_AND_NATIVE_ACCESS = 24;

    @TempDir
    Path directory;

    @Test
    void demoRunsWithoutAWarning() throws Exception {
        assumeTrue(
                System.getProperty("java.class.path").contains("kurier-cli.jar"),
                "the command line was compiled but not packaged by this build: mvn verify packages it");
        Optional<Path> jdk = newerJdk();
        assumeTrue(jdk.isPresent(), "only older JDKs here; KURIER_NEWER_JDK may name one");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder demo = new ProcessBuilder(ROOT.resolve("kurier").toString(), "demo")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        demo.environment().putAll(Map.of("JAVA_HOME", jdk.get().toString(), "KURIER_NO_BUILD", "1"));

        Process process = demo.start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(err)).as(jdk.get().toString()).isEmpty();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(out)).contains("parcels-0@");
    }

    private static Optional<Path> newerJdk() throws IOException {
        String named = System.getenv("KURIER_NEWER_JDK");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(running.getParent())) {
            return beside.filter(home -> featureVersion(home) >= FIRST_THAT_WARNS_OF_UNSAFE_AND_NATIVE_ACCESS)
                    .findFirst();
        }
    }

    /** Reads the version that a JDK says it is; 0 if it is none. */
    private static int featureVersion(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            return 0;
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
