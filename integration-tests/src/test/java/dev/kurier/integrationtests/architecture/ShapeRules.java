package dev.kurier.integrationtests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Keeps packages small and named for what they own, and what is public needed elsewhere. */
final class ShapeRules {
    private static final int MOST_CLASSES = 20;

    private ShapeRules() {}

    static Stream<Rule> all(String root) {
        return Stream.of(
                Rule.of(
                        "a package is named for what it owns",
                        noClasses()
                                .that()
                                .resideInAPackage(root + "..")
                                .should()
                                .resideInAnyPackage("..internal..", "..common..", "..util..", "..utils..")),
                Rule.of(
                        "a class is named for what it is",
                        noClasses()
                                .that()
                                .resideInAPackage(root + "..")
                                .should()
                                .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl)")),
                new Rule("a package has at most 20 classes", ShapeRules::crowdedPackages),
                new Rule("a package says what it owns and is null-marked", ShapeRules::silentPackages),
                new Rule("JCTools is imported in one class of a module", classes -> spreadQueues(classes, root)),
                new Rule(
                        "what is public in accumulator and sender is used by another package",
                        classes -> needlesslyPublic(classes, root)));
    }

    private static List<String> crowdedPackages(JavaClasses classes) {
        return byPackage(classes).entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().filter(c -> !isPackageInfo(c)).count() > MOST_CLASSES)
                .map(entry -> entry.getKey() + " has more than " + MOST_CLASSES + " classes")
                .toList();
    }

    private static List<String> silentPackages(JavaClasses classes) {
        return byPackage(classes).entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .noneMatch(c -> isPackageInfo(c) && c.isAnnotatedWith(NullMarked.class)))
                .map(entry -> entry.getKey() + " has no @NullMarked package-info.java")
                .toList();
    }

    private static List<String> spreadQueues(JavaClasses classes, String root) {
        return Stream.of(Module.values())
                .map(module -> usersOfJcTools(classes.that(resideInAPackage(module.packages(root)))))
                .filter(users -> users.size() > 1)
                .map(users -> "JCTools is imported in " + users)
                .toList();
    }

    private static Set<String> usersOfJcTools(JavaClasses classes) {
        return classes.stream()
                .filter(user -> user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.jctools")))
                .map(user -> topLevel(user).getName())
                .collect(toCollection(TreeSet::new));
    }

    private static List<String> needlesslyPublic(JavaClasses classes, String root) {
        DescribedPredicate<JavaClass> inThePipeline =
                resideInAnyPackage(Module.ACCUMULATOR.packages(root), Module.SENDER.packages(root));
        return classes.that(inThePipeline).stream()
                .filter(c -> c.isTopLevelClass() && isPublic(c.getModifiers()))
                .filter(c -> !isUsedElsewhere(c) && !isInAPublicSignatureUsedElsewhere(c))
                .map(c -> c.getName() + " is public, but no other package uses it")
                .sorted()
                .toList();
    }

    private static boolean isUsedElsewhere(JavaClass c) {
        return c.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(user -> !user.getPackageName().equals(c.getPackageName()));
    }

    /** Tells whether others can't use a public class without {@code c}: a lambda for it leaves no trace of its type. */
    private static boolean isInAPublicSignatureUsedElsewhere(JavaClass c) {
        return Stream.of(
                        c.getMethodsWithReturnTypeOfSelf(),
                        c.getMethodsWithParameterTypeOfSelf(),
                        c.getConstructorsWithParameterTypeOfSelf())
                .flatMap(Set::stream)
                .filter(unit -> isPublic(unit.getModifiers()))
                .map(unit -> unit.getOwner())
                .anyMatch(owner -> !owner.equals(c) && isPublic(owner.getModifiers()) && isUsedElsewhere(owner));
    }

    private static boolean isPublic(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC);
    }

    private static Map<String, List<JavaClass>> byPackage(JavaClasses classes) {
        return classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, toList()));
    }

    private static boolean isPackageInfo(JavaClass c) {
        return c.getSimpleName().equals("package-info");
    }

    /** The class whose file {@code c} is in. */
    static JavaClass topLevel(JavaClass c) {
        JavaClass outer = c;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
