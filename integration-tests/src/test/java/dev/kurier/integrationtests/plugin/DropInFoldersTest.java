package dev.kurier.integrationtests.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends with the folders that the plugins' builds make to be dropped in; {@code mvn verify} makes them first. */
class DropInFoldersTest {
    private static final Path PLUGINS = Path.of("../plugins");

    @ParameterizedTest
    @CsvSource({
        "json, kurier-plugin-json jackson-databind jackson-core jackson-annotations",
        "header-stamp, kurier-plugin-header-stamp",
        "logging, kurier-plugin-logging",
        "cloudevents, kurier-plugin-cloudevents cloudevents-core cloudevents-api cloudevents-json-jackson jackson-databind"
                + " jackson-core jackson-annotations",
    })
    void holdsThePluginAndItsLibrariesAndNothingOfTheHost(String plugin, String artifacts) throws IOException {
        Path folder = dropIn(plugin).resolve("kurier-plugin-" + plugin);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("-[0-9].*\\.jar", "")))
                    .containsExactlyInAnyOrder(artifacts.split(" "));
        }
        assertThat(dropIn(plugin).resolveSibling(dropIn(plugin).getFileName() + ".zip"))
                .exists();
    }

    @Test
    void sendsWithAllOfThemAtOnce() throws Exception {
        String path = String.join(
                ",",
                Stream.of("json", "header-stamp", "logging", "cloudevents")
                        .map(plugin -> dropIn(plugin).toString())
                        .toList());
        Map<String, String> event = Map.of("id", "1", "source", "/shop", "type", "ordered", "data", "three");

        StoredRecord stored = HostLoader.in(() -> {
            try (StubServer stub = StubCluster.builder().topic("t", 1).start()) {
                try (Producer<List<Integer>, Map<String, String>> producer = Kurier.producer(stub.bootstrapServers())
                        .serializers("json", "cloudevents")
                        .set("interceptor.classes", "header-stamp,logging")
                        .set("interceptor.header-stamp.header.by", "{client.id}")
                        .set("client.id", "billing-1")
                        .set("kurier.plugin.path", path)
                        .build()) {
                    producer.send(ProducerRecord.of("t", List.of(1, 2), event)).get();
                }
                return stub.cluster().records("t", 0).get(0);
            }
        });

        assertThat(stored.keyText()).isEqualTo("[1,2]");
        assertThat(stored.valueText()).isEqualTo("three");
        assertThat(stored.headers())
                .extracting(header -> header.name() + "="
                        + StandardCharsets.UTF_8.decode(header.value().duplicate()))
                .containsExactlyInAnyOrder(
                        "by=billing-1", "ce_specversion=1.0", "ce_id=1", "ce_source=/shop", "ce_type=ordered");
    }

    /** The directory that holds the plugin's folder, if it was made of what the plugin is compiled to now. */
    private static Path dropIn(String plugin) {
        Path target = PLUGINS.resolve(plugin).resolve("target").toAbsolutePath().normalize();
        String name = "kurier-plugin-" + plugin;
        try {
            Path jar = only(target, name + "-[0-9].*\\.jar");
            Path directory = only(target, name + "-.*-drop-in");
            assumeTrue(
                    jar != null
                            && directory != null
                            && lastModified(jar) >= newest(target.resolve("classes"))
                            && Files.mismatch(jar, directory.resolve(name).resolve(jar.getFileName())) == -1,
                    "plugins/" + plugin + " is not packaged: run mvn verify");
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path only(Path directory, String name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static long newest(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(DropInFoldersTest::lastModified)
                    .max()
                    .orElse(0);
        }
    }

    private static long lastModified(Path file) {
        return file.toFile().lastModified();
    }
}
