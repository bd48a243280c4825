package dev.kurier.integrationtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the product to its rules, and the rules to classes that break them. */
class ArchitectureTest {
    private static final String PRODUCT = "dev.kurier";
    private static final String VIOLATIONS = "dev.kurier.integrationtests.architecture.violations";
    private static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PRODUCT);
    private static final JavaClasses VIOLATING_CLASSES = new ClassFileImporter().importPackages(VIOLATIONS);

    static Stream<Rule> productRules() {
        return rules(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("productRules")
    void theProductKeepsTheRule(Rule rule) {
        assertThat(rule.check(PRODUCT_CLASSES)).as(rule.says()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theRulesSeeTheModule(Module module) {
        assertThat(PRODUCT_CLASSES.that(JavaClass.Predicates.resideInAPackage(module.packages(PRODUCT))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "API uses only the modules and libraries of its row, UsesProtocol",
        "PROTOCOL uses only the modules and libraries of its row, UsesApi",
        "ACCUMULATOR uses only the modules and libraries of its row, UsesSender",
        "PRODUCER uses only the modules and libraries of its row, UsesSerializers",
        "BROKER_STUB uses only the modules and libraries of its row, UsesAccumulator",
        "nothing uses kafka-clients, UsesKafka",
        "'the protocol is pure functions: no threads, no sockets', OpensSocket",
        "no clock is read and no thread sleeps in accumulator and sender, ReadsTime",
        "no clock is read and no thread sleeps in accumulator and sender, ReadsTimeByReference",
        "accumulator and sender make no randomness of their own, RollsDice",
        "no names are resolved in accumulator and sender, LooksUpHost",
        "a package is named for what it owns, Ragbag",
        "a class is named for what it is, QueueManager",
        "a package has at most 20 classes, crowded",
        "a package says what it owns and is null-marked, bare",
        "JCTools is imported in one class of a module, SecondQueue",
        "what is public in accumulator and sender is used by another package, ForNobody",
        "what is public in accumulator and sender is used by another package, Kept",
        "the sender's loggers never throw: they come from ContainedLog, LogsAtRisk",
    })
    void theRuleFindsItsViolation(String says, String violator) {
        Rule rule =
                rules(VIOLATIONS).filter(r -> r.says().equals(says)).findFirst().orElseThrow();

        assertThat(rule.check(VIOLATING_CLASSES)).anyMatch(line -> line.contains(violator));
    }

    @ParameterizedTest
    @CsvSource({
        "no clock is read and no thread sleeps in accumulator and sender, RealClock",
        "JCTools is imported in one class of a module, OnlyQueue",
        "no names are resolved in accumulator and sender, RealResolver",
        "what is public in accumulator and sender is used by another package, SenderThing",
        "what is public in accumulator and sender is used by another package, Told",
    })
    void theRuleLetsTheExampleBe(String says, String example) {
        Rule rule =
                rules(VIOLATIONS).filter(r -> r.says().equals(says)).findFirst().orElseThrow();

        assertThat(rule.check(VIOLATING_CLASSES)).noneMatch(line -> line.contains(example));
    }

    private static Stream<Rule> rules(String root) {
        return Stream.of(EdgeRules.all(root), PipelineRules.all(root), ShapeRules.all(root))
                .flatMap(rules -> rules);
    }
}
