package dev.kurier.integrationtests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Says which module may use what, below one root package: the product's, or that of the violations. */
final class EdgeRules {
    private EdgeRules() {}

    static Stream<Rule> all(String root) {
        return Stream.concat(
                Stream.of(Module.values()).map(module -> usesWhatItsRowAllows(module, root)),
                Stream.of(noKafkaClients(root), noThreadsOrSocketsInTheProtocol(root)));
    }

    /** Imports only point downwards. */
    private static Rule usesWhatItsRowAllows(Module module, String root) {
        return Rule.of(
                module + " uses only the modules and libraries of its row",
                classes()
                        .that()
                        .resideInAPackage(module.packages(root))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(module.allowed(root)));
    }

    /** The peer is a test oracle and a rival, never a part of the product. */
    private static Rule noKafkaClients(String root) {
        return Rule.of(
                "nothing uses kafka-clients",
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka.."));
    }

    private static Rule noThreadsOrSocketsInTheProtocol(String root) {
        return Rule.of(
                "the protocol is pure functions: no threads, no sockets",
                noClasses()
                        .that()
                        .resideInAPackage(Module.PROTOCOL.packages(root))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..")
                                .or(equivalentTo(Thread.class))
                                .or(assignableTo(Executor.class))));
    }
}
