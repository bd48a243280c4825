package dev.kurier.producer.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Builds a real plugin jar from sources, for tests. */
final class PluginJar {
    private final Path directory;
    private final List<String> entries = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    PluginJar(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("classes"));
    }

    /** Compiles a class of package {@code test} and lists it as a provider. */
    PluginJar provider(String name, String source) throws IOException {
        entries.add("test." + name);
        return source(name, source);
    }

    /** A serializer's provider with that annotation and body. */
    PluginJar serializer(String name, String annotation, String body) throws IOException {
        return provider(
                name,
                annotation + " public class " + name + " implements SerializerProvider {"
                        + " public Class<?> type() { return String.class; }"
                        + " public Serializer<?> create(boolean isKey, PluginSettings settings) {"
                        + " return (Serializer<String>) (context, value, sink) -> sink.putUtf8(value); } " + body
                        + " }");
    }

    PluginJar source(String name, String source) throws IOException {
        Path sources = Files.createDirectories(directory.resolveSibling("sources/test"));
        Path file = Files.writeString(
                sources.resolve(name + ".java"),
                "package test; import dev.kurier.api.spi.*; import dev.kurier.api.setting.*; " + source);
        StringWriter log = new StringWriter();
        int failed = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(log),
                        new PrintWriter(log),
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path") + java.io.File.pathSeparator + directory,
                        "-d",
                        directory.toString(),
                        file.toString());
        if (failed != 0) {
            throw new IllegalStateException(log.toString());
        }
        return this;
    }

    PluginJar entry(String line) {
        entries.add(line);
        return this;
    }

    /** Puts a file of that path into the jar, as if the host's class had been packed with it. */
    PluginJar shadowing(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1});
        return this;
    }

    PluginJar withoutClass(String name) throws IOException {
        Files.delete(directory.resolve("test/" + name + ".class"));
        return this;
    }

    /** Says in the manifest which version of the plugin this is. */
    PluginJar version(String version) {
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        return this;
    }

    /** Says in the class file that it needs that version of Java. */
    PluginJar forJava(String name, int version) throws IOException {
        Path file = directory.resolve("test/" + name + ".class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = (byte) (version + 44);
        Files.write(file, bytes);
        return this;
    }

    Path write(String jarName) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve("dev.kurier.api.spi.SerializerProvider"), entries);
        Path jar = directory.resolveSibling(jarName);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(directory.relativize(path).toString()));
                out.write(Files.readAllBytes(path));
            }
        }
        return jar;
    }

    /** A loader of these jars above the classes of the test. */
    static URLClassLoader loader(Path... jars) {
        URL[] urls = Stream.of(jars)
                .map(jar -> {
                    try {
                        return jar.toUri().toURL();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toArray(URL[]::new);
        return new URLClassLoader(urls, PluginJar.class.getClassLoader());
    }
}
