package dev.kurier.api.error;

import dev.kurier.api.Outcome;
import java.util.List;

/**
 * Reports every problem of one configuration at once.
 *
 * <p>What to do: correct the settings listed.
 */
public final class ConfigException extends ProducerException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Makes an error of all problems found.
     *
     * @param problems at least one sentence, each naming a setting, its value, what is allowed and what to do
     */
    public ConfigException(List<String> problems) {
        super("config-invalid", Outcome.NOT_PERSISTED, false, summary(problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Every problem, one sentence each. */
    public List<String> problems() {
        return problems;
    }

    private static String summary(List<String> problems) {
        if (problems.size() == 1) {
            return problems.get(0);
        }
        return problems.size() + " settings are not usable:\n  - " + String.join("\n  - ", problems);
    }
}
