package dev.kurier.integrationtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps accumulator and sender runnable by hand: the same seed in virtual time gives the same bytes.
 *
 * <p>Time is a parameter; clocks, randomness and name resolution come in through constructors. What is real is confined
 * to classes named {@code …Clock} and {@code …Resolver}, with the classes nested in them.
 */
final class PipelineRules {
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis(",
            "java.lang.System.nanoTime(",
            "java.lang.Thread.sleep(",
            "java.lang.Thread.onSpinWait(",
            "java.util.concurrent.TimeUnit.sleep(",
            "java.time.Instant.now(",
            "java.time.Clock.system");
    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random(",
            "java.util.Random.<init>()",
            "java.util.UUID.randomUUID(",
            "java.util.concurrent.ThreadLocalRandom.current(",
            "java.security.SecureRandom.");
    private static final Set<String> RESOLUTION = Set.of(
            "java.net.InetAddress.getByName(",
            "java.net.InetAddress.getAllByName(",
            "java.net.InetSocketAddress.<init>(java.lang.String, int)");

    private PipelineRules() {}

    static Stream<Rule> all(String root) {
        DescribedPredicate<JavaClass> inThePipeline =
                resideInAnyPackage(Module.ACCUMULATOR.packages(root), Module.SENDER.packages(root));
        return Stream.of(
                Rule.of(
                        "no clock is read and no thread sleeps in accumulator and sender",
                        noClasses()
                                .that(inThePipeline)
                                .and(notIn("Clock"))
                                .should()
                                .accessTargetWhere(targetStartsWith(CLOCKS))),
                Rule.of(
                        "accumulator and sender make no randomness of their own",
                        noClasses().that(inThePipeline).should().accessTargetWhere(targetStartsWith(CHANCE))),
                Rule.of(
                        "no names are resolved in accumulator and sender",
                        noClasses()
                                .that(inThePipeline)
                                .and(notIn("Resolver"))
                                .should()
                                .accessTargetWhere(targetStartsWith(RESOLUTION))),
                Rule.of(
                        "the sender's loggers never throw: they come from ContainedLog",
                        noClasses()
                                .that(resideInAnyPackage(Module.SENDER.packages(root)))
                                .and(notIn("ContainedLog"))
                                .should()
                                .accessTargetWhere(targetStartsWith(Set.of("org.slf4j.LoggerFactory.")))));
    }

    private static DescribedPredicate<JavaClass> notIn(String endOfName) {
        return describe(
                "not in a class named …" + endOfName,
                c -> !ShapeRules.topLevel(c).getSimpleName().endsWith(endOfName));
    }

    private static DescribedPredicate<JavaAccess<?>> targetStartsWith(Set<String> starts) {
        return describe(
                "the target is one of " + starts,
                access -> starts.stream().anyMatch(access.getTarget().getFullName()::startsWith));
    }
}
