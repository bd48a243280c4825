package dev.kurier.integrationtests.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Fills a folder with a plugin's jar and the jars of its libraries. */
final class PluginFolder {
    private final Path folder;

    private PluginFolder(Path folder) {
        this.folder = folder;
    }

    static PluginFolder at(Path folder) throws IOException {
        return new PluginFolder(Files.createDirectories(folder));
    }

    /** Copies the jars that these classes come from; of a module of this build, what it is compiled to, as a jar. */
    PluginFolder jarsOf(Class<?>... types) throws IOException, URISyntaxException {
        for (Class<?> type : types) {
            Path source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                write(source, folder.resolve(type.getSimpleName() + ".jar"));
            } else {
                Files.copy(source, folder.resolve(source.getFileName()));
            }
        }
        return this;
    }

    /** Copies all jars of a directory. */
    PluginFolder jarsIn(Path directory) throws IOException {
        for (Path jar : list(directory)) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
        return this;
    }

    /** Compiles a class of package {@code test} against what is in the folder, and puts it into a jar as that service. */
    PluginFolder compiled(String service, String name, String source) throws IOException {
        Path work = Files.createTempDirectory(folder.getParent(), name);
        Path file = Files.writeString(work.resolve(name + ".java"), "package test; " + source);
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> classPath =
                new ArrayList<>(list(folder).stream().map(Path::toString).toList());
        classPath.add(System.getProperty("java.class.path"));
        StringWriter messages = new StringWriter();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(messages),
                        new PrintWriter(messages),
                        "-proc:none",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        "-d",
                        classes.toString(),
                        file.toString());
        assertThat(status).as(messages.toString()).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(service), "test." + name + "\n");
        write(classes, folder.resolve(name + ".jar"));
        return this;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> jars = Files.list(directory)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static void write(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                out.write(Files.readAllBytes(path));
            }
        }
    }
}
