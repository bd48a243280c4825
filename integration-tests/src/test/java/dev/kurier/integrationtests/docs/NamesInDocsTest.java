package dev.kurier.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the pages of the guide from naming classes, methods and threads that are not there. */
class NamesInDocsTest {
    private static final Pattern STEP = Pattern.compile("`(dev\\.kurier\\.[\\w.]+)`, method `(\\w+)`");
    private static final Pattern CLASS = Pattern.compile("`(dev\\.kurier\\.[a-z.]+[A-Z]\\w+)`");
    /** A class, alone or with one of its methods or nested classes. */
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?(?:\\([^`]*\\))?`");

    private static final List<String> JDK_PACKAGES =
            List.of("java.lang.", "java.util.", "java.util.concurrent.", "java.nio.");

    private static final Pattern THREAD_IN_DOCS = Pattern.compile("`(kurier-[a-z]+-)<client\\.id>`");
    private static final Pattern THREAD_IN_CODE = Pattern.compile("\"(kurier-[a-z]+-)\"");

    @Test
    void everyStepOfFollowARecordIsAMethodOfItsClass() {
        String page = ProjectFiles.read("docs/follow-a-record.md");
        List<MatchResult> steps = STEP.matcher(page).results().toList();

        assertThat(steps).as("one record, in eight files").hasSize(8);
        assertThat(steps)
                .allSatisfy(step -> assertThat(methodsOf(step.group(1))).contains(step.group(2)));
        assertThat(CLASS.matcher(page).results().map(name -> name.group(1)))
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(NamesInDocsTest::load);
    }

    @Test
    void theThreadsOfThreadingAreThoseOfTheCode() {
        Set<String> inDocs = names(THREAD_IN_DOCS, ProjectFiles.read("docs/threading.md"));
        Set<String> inCode = new TreeSet<>();
        for (Path source : ProjectFiles.mainSources()) {
            inCode.addAll(names(THREAD_IN_CODE, ProjectFiles.read(source)));
        }

        assertThat(inDocs).hasSizeGreaterThan(3).isEqualTo(inCode);
    }

    static Stream<Path> pages() {
        return ProjectFiles.pages().stream()
                .map(ProjectFiles.ROOT::relativize)
                .filter(page -> page.startsWith("docs") || page.endsWith("README.md"))
                // Written from the tables of settings; names what the JDK and Kafka call things.
                .filter(page -> !page.endsWith("settings.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyClassAndMemberNamedExists(Path page) {
        List<String> missing = NAME.matcher(ProjectFiles.read(ProjectFiles.ROOT.resolve(page)))
                .results()
                .filter(name -> !exists(name.group(1), name.group(2)))
                .map(MatchResult::group)
                .toList();

        assertThat(missing).isEmpty();
    }

    private static boolean exists(String className, String member) {
        if (className.equals(className.toUpperCase(Locale.ROOT)) || isOfTheJdk(className)) {
            return true;
        }
        List<Path> sources = new ArrayList<>(ProjectFiles.mainSources(className));
        sources.addAll(ProjectFiles.testSources(className));
        Pattern declaration = Pattern.compile("\\b" + member + "\\b *[(,;{]");
        return member == null
                ? !sources.isEmpty() || isAlias(className)
                : sources.stream()
                        .anyMatch(source ->
                                declaration.matcher(ProjectFiles.read(source)).find());
    }

    private static boolean isOfTheJdk(String className) {
        return JDK_PACKAGES.stream().anyMatch(prefix -> {
            try {
                return Class.forName(prefix + className, false, null) != null;
            } catch (ClassNotFoundException e) {
                return false;
            }
        });
    }

    /** Tells whether plugins answer to the name. */
    private static boolean isAlias(String className) {
        Pattern alias = Pattern.compile("\\b" + className + "\"");
        return ProjectFiles.mainSources().stream()
                .anyMatch(source -> alias.matcher(ProjectFiles.read(source)).find());
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static List<String> methodsOf(String className) {
        return Arrays.stream(load(className).getDeclaredMethods())
                .map(Method::getName)
                .toList();
    }

    private static Class<?> load(String className) {
        try {
            return Class.forName(className, false, NamesInDocsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("there is no class " + className, e);
        }
    }
}
