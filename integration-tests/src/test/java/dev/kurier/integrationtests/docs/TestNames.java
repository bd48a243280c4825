package dev.kurier.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for tests by the names that pages give them, {@code SomeTest.someBehaviour}. */
final class TestNames {
    private TestNames() {}

    /** Fails unless there is a test of that name, in whatever module. */
    static void assertExists(String test) {
        String[] parts = test.split("\\.");
        assertThat(parts).as(test).hasSize(2);
        List<Path> sources = ProjectFiles.testSources(parts[0]);
        assertThat(sources).as(parts[0]).isNotEmpty();
        // A test stands directly below its annotations.
        Pattern method = Pattern.compile("@(Parameterized)?Test(Factory)?\\b[^;{}]*(\\{[^;]*?}[^;{}]*)*?"
                + "(void|Stream<DynamicTest>) " + Pattern.quote(parts[1]) + "\\(");
        assertThat(sources)
                .as(test)
                .anyMatch(source -> method.matcher(ProjectFiles.read(source)).find());
    }
}
