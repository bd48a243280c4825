package dev.kurier.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds the jar of a plugin from the sources of a project, for tests. */
record PluginProject(Path directory) {
    /** One of the examples beside the command line. */
    static PluginProject example(String name) {
        return new PluginProject(Path.of("../plugins", name));
    }

    /** A serializer of texts in {@code directory}: named so, with that body of its provider class. */
    static PluginProject serializer(Path directory, String name, String body) throws IOException {
        String source = "package org.example; import dev.kurier.api.spi.*; import dev.kurier.api.setting.*;"
                + " @Plugin(name = \"" + name + "\", summary = \"For tests.\")"
                + " public class Made implements SerializerProvider {"
                + " public Class<?> type() { return String.class; }"
                + " public Serializer<String> create(boolean isKey, PluginSettings settings) { " + body + " } }";
        Path java = Files.createDirectories(directory.resolve("src/main/java/org/example"));
        Files.writeString(java.resolve("Made.java"), source);
        Path services = Files.createDirectories(directory.resolve("src/main/resources/META-INF/services"));
        Files.writeString(services.resolve("dev.kurier.api.spi.SerializerProvider"), "org.example.Made\n");
        return new PluginProject(directory);
    }

    /** Compiles, and writes the jar. */
    Path jar(Path jar, String version) throws IOException {
        Path classes = Files.createDirectories(jar.resolveSibling(jar.getFileName() + "-classes"));
        compile(classes);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            addAll(classes, out);
            addAll(directory.resolve("src/main/resources"), out);
        }
        return jar;
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter log = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(directory.resolve("src/main/java"))) {
            List<Path> java =
                    sources.filter(path -> path.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            boolean compiled = javac.getTask(log, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(log.toString());
            }
        }
    }

    private static void addAll(Path root, JarOutputStream out) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(root.relativize(path).toString()));
                out.write(Files.readAllBytes(path));
            }
        }
    }
}
