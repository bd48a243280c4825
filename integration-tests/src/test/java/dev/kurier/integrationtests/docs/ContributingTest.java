package dev.kurier.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps CONTRIBUTING.md from naming what is no longer there. */
class ContributingTest {
    private static final Pattern PATH = Pattern.compile("`([a-z.-]+/[\\w./-]+)`");
    private static final Pattern TEST = Pattern.compile("[`=](\\w+Test)\\b");

    private final String text = ProjectFiles.read("CONTRIBUTING.md");

    @Test
    void everyFileItNamesExists() {
        List<String> paths = matches(PATH);

        assertThat(paths).hasSizeGreaterThan(10);
        assertThat(paths)
                .allSatisfy(path -> assertThat(ProjectFiles.ROOT.resolve(path)).exists());
    }

    @Test
    void everyTestItNamesExists() {
        assertThat(matches(TEST))
                .hasSizeGreaterThan(5)
                .allSatisfy(test -> assertThat(ProjectFiles.testSources(test)).isNotEmpty());
    }

    private List<String> matches(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .distinct()
                .toList();
    }
}
