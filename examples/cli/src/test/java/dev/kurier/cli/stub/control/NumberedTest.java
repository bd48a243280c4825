package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberedTest {
    private final Set<String> over = new HashSet<>();

    @Test
    void forgetsTheOldestThatAreOverBeyondItsBound() {
        Numbered<String> rules = new Numbered<>("fault", FaultRoutes.MAX_FAULTS, over::contains);
        IntStream.rangeClosed(1, 1_000).forEach(i -> rules.add("rule " + i));
        over.add("rule 2");
        over.add("rule 3");

        assertThat(rules.add("rule 1001")).isEqualTo(1_001);

        assertThat(rules.get(1)).isEqualTo("rule 1");
        assertThatThrownBy(() -> rules.get(2)).hasMessage("fault=2 is not known; GET /faults lists those that are");
        assertThat(rules.get(3)).isEqualTo("rule 3");
        assertThat(rules.map((id, rule) -> id)).hasSize(1_000);
    }

    @Test
    void keepsWhatIsNotOver() {
        Numbered<String> rules = new Numbered<>("fault", 2, over::contains);
        IntStream.rangeClosed(1, 5).forEach(i -> rules.add("rule " + i));

        assertThat(rules.map((id, rule) -> id)).containsExactly(1, 2, 3, 4, 5);
    }
}
