package dev.kurier.integrationtests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Finds pages and sources of the project; build output is left out. */
public final class ProjectFiles {
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

    /** The Maven files of all modules. */
    public static List<Path> poms() {
        return find(".*/pom\\.xml");
    }

    /** All main sources. */
    static List<Path> mainSources() {
        return find(".*/src/main/java/.*\\.java");
    }

    /** Never enters build output, whose files come and go while tests run. */
    private static List<Path> find(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isOutput(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.matcher(file.toString()).matches()) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return found;
    }

    private static boolean isOutput(Path directory) {
        String name = directory.getFileName().toString();
        return !directory.equals(ROOT) && (name.equals("target") || name.startsWith("."));
    }
}
