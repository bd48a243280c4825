package dev.kurier.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps CONTRIBUTING.md from naming what is no longer there. */
class ContributingTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();
    private static final Pattern PATH = Pattern.compile("`([a-z.-]+/[\\w./-]+)`");
    private static final Pattern TEST = Pattern.compile("[`=](\\w+Test)\\b");

    private final String text = Files.readString(PROJECT.resolve("CONTRIBUTING.md"));

    ContributingTest() throws IOException {}

    @Test
    void everyFileItNamesExists() {
        List<String> paths = matches(PATH);

        assertThat(paths).hasSizeGreaterThan(10);
        assertThat(paths).allSatisfy(path -> assertThat(PROJECT.resolve(path)).exists());
    }

    @Test
    void everyTestItNamesExists() throws IOException {
        TreeSet<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.find(
                PROJECT, 20, (path, attributes) -> path.toString().matches(".*/src/test/java/.*Test\\.java"))) {
            files.forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
        }

        assertThat(matches(TEST)).hasSizeGreaterThan(5).isSubsetOf(classes);
    }

    private List<String> matches(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .distinct()
                .toList();
    }
}
