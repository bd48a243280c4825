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

/** Holds the table of what clients trip over in docs/broker-stub.md to tests that exist. */
class GotchasTest {
    private static final int LAST = 23;
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([\\w.]+)`");

    /** Is one row of the table. */
    record Gotcha(int number, String says, List<String> tests) {
        @Override
        public String toString() {
            return "gotcha " + number;
        }
    }

    static Stream<Gotcha> gotchas() {
        return ROW.matcher(ProjectFiles.read("docs/broker-stub.md"))
                .results()
                .map(row -> new Gotcha(Integer.parseInt(row.group(1)), row.group(2), tests(row.group(3))));
    }

    @Test
    void hasEveryRowOnce() {
        assertThat(gotchas().map(Gotcha::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LAST).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("gotchas")
    void namesTestsThatExist(Gotcha gotcha) {
        assertThat(gotcha.says()).isNotBlank();
        assertThat(gotcha.tests()).isNotEmpty().allSatisfy(TestNames::assertExists);
    }

    private static List<String> tests(String cell) {
        return CODE.matcher(cell).results().map((MatchResult m) -> m.group(1)).toList();
    }
}
