package dev.kurier.integrationtests.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles and runs the application in {@code module-path-app} with every jar of Kurier as a named module. */
final class ModularApp {
    private static final long TIMEOUT_SECONDS = 120;
    /** The product and what it needs to run; kafka-clients and the test libraries stay off the module path. */
    private static final Pattern WANTED =
            Pattern.compile("(kurier-)?(api|protocol|serializers|partitioners|accumulator|sender|producer|broker-stub"
                    + "|(plugin-)?(json|avro|header-stamp|logging|cloudevents))(-[0-9].*)?"
                    + "|(guava|failureaccess|jctools|slf4j|logback|lz4|zstd|snappy|jspecify|jackson|cloudevents)-.*");

    private final Path sources;
    private final Path classes;

    private ModularApp(Path sources, Path classes) {
        this.sources = sources;
        this.classes = classes;
    }

    /** What a run printed. */
    record Output(List<String> out, String err) {}

    /** Compiles the application into {@code classes}. */
    static ModularApp compile(Path classes) throws URISyntaxException {
        Path sources = Path.of(Objects.requireNonNull(ModularApp.class.getResource("/module-path-app"))
                .toURI());
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "--module-path",
                        modulePath(),
                        "-d",
                        classes.toString(),
                        sources.resolve("module-info.java").toString(),
                        sources.resolve("org/example/app/App.java").toString());
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        return new ModularApp(sources, classes);
    }

    /** Runs the application in a JVM of its own, without a class path. */
    Output run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + sources.resolve("logback.xml"),
                        "--module-path",
                        classes + File.pathSeparator + modulePath(),
                        "--module",
                        "org.example.app/org.example.app.App")
                .redirectError(classes.resolve("err").toFile())
                .redirectOutput(classes.resolve("out").toFile())
                .start();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String err = Files.readString(classes.resolve("err"));
        assertThat(process.exitValue()).as(err).isZero();
        return new Output(Files.readAllLines(classes.resolve("out")), err);
    }

    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> WANTED.matcher(artifact(Path.of(entry))).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The name of the jar or, for {@code api/target/classes}, of the module. */
    private static String artifact(Path entry) {
        Path named = entry.endsWith(Path.of("target", "classes"))
                ? entry.resolve("../..").normalize()
                : entry;
        return named.getFileName().toString();
    }
}
