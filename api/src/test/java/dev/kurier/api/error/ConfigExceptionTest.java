package dev.kurier.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigExceptionTest {
    @Test
    void listsEveryProblemInItsMessage() {
        ConfigException error = new ConfigException(List.of("One.", "Two."));

        assertThat(error).hasMessage("2 settings are not usable:\n  - One.\n  - Two.");
        assertThat(error.problems()).containsExactly("One.", "Two.");
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(error.isRetriable()).isFalse();
    }

    @Test
    void saysASingleProblemAsItIs() {
        assertThat(new ConfigException(List.of("One."))).hasMessage("One.");
    }

    @Test
    void keepsItsOwnCopyOfTheProblems() {
        List<String> problems = new ArrayList<>(List.of("One."));
        ConfigException error = new ConfigException(problems);
        problems.add("Two.");

        assertThat(error.problems()).containsExactly("One.");
    }
}
