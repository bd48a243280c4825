package dev.kurier.plugin.avro.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.plugin.avro.stub.SchemaRegistryStub;
import java.io.File;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends with the plugin from {@code kurier.plugin.path}, as the module's build lays it out. */
class FolderTest {
    private static final Path OWN_CLASSES = Path.of("target", "classes").toAbsolutePath();

    @TempDir
    Path directory;

    private final StubServer broker = StubCluster.builder().topic("orders", 1).start();
    private final SchemaRegistryStub registry = SchemaRegistryStub.start();

    @BeforeEach
    void layOut() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("plugins/avro"));
        jar(OWN_CLASSES, folder.resolve("kurier-plugin-avro.jar"));
        for (Path entry : classPath(FolderTest::isLibraryOfThePlugin)) {
            Files.copy(entry, folder.resolve(entry.getFileName().toString()));
        }
    }

    @AfterEach
    void close() {
        registry.close();
        broker.close();
    }

    @Test
    void sendsFromAFolderInAnApplicationWithoutAvro() throws Exception {
        Predicate<Path> host = entry -> !isPlugin(entry) && !isLibraryOfThePlugin(entry);
        try (URLClassLoader application = application(host)) {
            assertThat(send(application, "abc")).contains("orders-0@0");
        }
        assertThat(stored()).isEqualTo("00" + "00000001" + "06616263");
    }

    @Test
    void writesRecordsOfTheApplicationsOwnCopyOfAvro() throws Exception {
        try (URLClassLoader application = application(entry -> !isPlugin(entry))) {
            assertThat(send(application, make(application, ForeignOrder.class))).contains("orders-0@0");
        }
        assertThat(stored()).isEqualTo("00" + "00000001" + "06616263" + "ac02");
        assertThat(registry.schema(1).getFullName()).isEqualTo("Order");
    }

    @Test
    void writesGeneratedClassesOfTheApplicationWithTheirLogicalTypes() throws Exception {
        try (URLClassLoader application = application(entry -> !isPlugin(entry))) {
            assertThat(send(application, make(application, ForeignReading.class)))
                    .contains("orders-0@0");
        }
        assertThat(stored()).isEqualTo("00" + "00000001" + "0a" + "08726f6f66");
    }

    @Test
    void tellsTheApplicationWhatTheRegistryRefused() throws Exception {
        registry.refuseNewVersions("orders-value");
        try (URLClassLoader application = application(entry -> !isPlugin(entry))) {
            assertThat(send(application, make(application, ForeignOrder.class)))
                    .contains("serialization-failed", "status=409", "subject=orders-value", "incompatible");
        }
    }

    @SuppressWarnings("unchecked") // the class is ours, from another loader
    private String send(ClassLoader application, Object value) throws Exception {
        BiFunction<Map<String, Object>, Object, String> app =
                (BiFunction<Map<String, Object>, Object, String>) application
                        .loadClass(FolderApp.class.getName())
                        .getConstructor()
                        .newInstance();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "kurier.plugin.path", directory.resolve("plugins").toString(),
                "key.serializer", "void",
                "value.serializer", "avro",
                "value.serializer.avro.schema.registry.url", registry.url()));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application);
        try {
            return app.apply(settings, value);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Object make(ClassLoader application, Class<? extends Supplier<Object>> maker) throws Exception {
        Object foreign = ((Supplier<?>)
                        application.loadClass(maker.getName()).getConstructor().newInstance())
                .get();
        assertThat(foreign).isNotInstanceOf(org.apache.avro.generic.GenericContainer.class);
        return foreign;
    }

    private String stored() {
        ByteBuffer value = broker.cluster().records("orders").get(0).value();
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static URLClassLoader application(Predicate<Path> host) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath(host)) {
            urls.add(entry.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static List<Path> classPath(Predicate<Path> which) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(which)
                .toList();
    }

    private static boolean isPlugin(Path entry) {
        return entry.equals(OWN_CLASSES);
    }

    private static boolean isLibraryOfThePlugin(Path entry) {
        String name = entry.getFileName().toString();
        return name.endsWith(".jar") && (name.startsWith("avro-") || name.startsWith("jackson-"));
    }

    private static void jar(Path classes, Path jar) throws Exception {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }
}
