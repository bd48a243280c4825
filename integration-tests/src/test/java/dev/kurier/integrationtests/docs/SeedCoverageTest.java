package dev.kurier.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/seed-coverage.md to what is there: a row for each line, and no class or test that does not exist. */
class SeedCoverageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| S(\\d+) \\| (.*) \\| (.*) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([\\w.]+)`");

    /** Is one row of the table. */
    record Line(int number, String says, List<String> classes, List<String> tests) {
        @Override
        public String toString() {
            return "S" + number;
        }
    }

    static Stream<Line> lines() {
        return ROW.matcher(ProjectFiles.read("docs/seed-coverage.md"))
                .results()
                .map(row ->
                        new Line(Integer.parseInt(row.group(1)), row.group(2), code(row.group(3)), code(row.group(4))));
    }

    @Test
    void hasEveryLineOnce() {
        assertThat(lines().map(Line::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 28).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void namesClassesThatExist(Line line) {
        assertThat(line.says()).isNotBlank();
        assertThat(line.classes())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(ProjectFiles.mainSources(name)).as(name).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void namesTestsThatExist(Line line) {
        assertThat(line.tests()).isNotEmpty().allSatisfy(TestNames::assertExists);
    }

    @Test
    void namesBothFigures() {
        assertThat(lines().filter(line -> line.number() == 7)
                        .findFirst()
                        .orElseThrow()
                        .says())
                .contains("(pipeline.md)");
        assertThat(lines().filter(line -> line.number() == 14)
                        .findFirst()
                        .orElseThrow()
                        .says())
                .contains("(delivery-time.md)");
        assertThat(ProjectFiles.read("docs/pipeline.md")).contains("```mermaid");
        assertThat(ProjectFiles.read("docs/delivery-time.md")).contains("```mermaid");
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map((MatchResult m) -> m.group(1)).toList();
    }
}
