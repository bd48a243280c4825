package dev.kurier.integrationtests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds pages and sources of the project; build output is left out. */
final class ProjectFiles {
    static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    private ProjectFiles() {}

    /** Reads a file below the project's root. */
    static String read(String path) {
        return read(ROOT.resolve(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pages of the guide, the README files and what stands beside them. */
    static List<Path> pages() {
        return find(".*\\.md");
    }

    /** The main sources of the class, in whatever module; usually one. */
    static List<Path> mainSources(String simpleName) {
        return find(".*/src/main/java/.*/" + Pattern.quote(simpleName) + "\\.java");
    }

    /** The test sources of the class, in whatever module; usually one. */
    static List<Path> testSources(String simpleName) {
        return find(".*/src/test/java/.*/" + Pattern.quote(simpleName) + "\\.java");
    }

    /** All main sources. */
    static List<Path> mainSources() {
        return find(".*/src/main/java/.*\\.java");
    }

    private static List<Path> find(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> wanted.matcher(file.toString()).matches())
                    .filter(file -> !Pattern.compile("/(target|\\.\\w[^/]*)/")
                            .matcher("/" + ROOT.relativize(file))
                            .find())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
