package dev.kurier.integrationtests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * Finds what breaks one rule.
 *
 * @param says the rule, as a sentence
 * @param violations lists each breach, naming the class
 */
record Rule(String says, Function<JavaClasses, List<String>> violations) {
    static Rule of(String says, ArchRule rule) {
        return new Rule(
                says,
                classes -> rule.allowEmptyShould(true)
                        .evaluate(classes)
                        .getFailureReport()
                        .getDetails());
    }

    List<String> check(JavaClasses classes) {
        return violations.apply(classes);
    }

    @Override
    public String toString() {
        return says;
    }
}
