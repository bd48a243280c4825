package dev.kurier.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Outcome;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/errors.md} with the exceptions. */
class ErrorsPageTest {
    private static final Path PAGE = Path.of("../docs/errors.md");

    @Test
    void hasOneHeadingForEachCodeInOrder() throws Exception {
        List<String> headings = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(headings).containsExactlyElementsOf(errors().keySet()).hasSizeGreaterThan(10);
    }

    @Test
    void namesTheClassAndWhatToDoUnderEachHeading() throws Exception {
        String page = Files.readString(PAGE);
        for (Map.Entry<String, ProducerException> error : errors().entrySet()) {
            String section = page.split("\n## " + error.getKey() + "\n", 2)[1].split("\n## ", 2)[0];

            assertThat(section)
                    .startsWith("\n`" + error.getValue().getClass().getSimpleName() + "`. ")
                    .contains("\nWhat to do: ");
        }
    }

    @Test
    void givesEveryErrorItsOwnCodeAndNeverClaimsSuccess() throws Exception {
        assertThat(errors()).hasSize(classes().size()).allSatisfy((code, error) -> {
            assertThat(code).matches("[a-z]+(-[a-z]+)+|interrupted");
            assertThat(error.outcome()).isNotEqualTo(Outcome.PERSISTED);
            assertThat(error.toString()).startsWith(error.getClass().getSimpleName() + "[" + code + ", ");
            assertThat(error.getMessage()).isEqualTo("text");
        });
    }

    /** One error of each class by its code, sorted. */
    private static Map<String, ProducerException> errors() throws Exception {
        Map<String, ProducerException> errors = new TreeMap<>();
        for (Class<?> type : classes()) {
            Constructor<?> constructor = type.getConstructors()[0];
            Object[] arguments = Stream.of(constructor.getParameterTypes())
                    .map(ErrorsPageTest::any)
                    .toArray();
            ProducerException error = (ProducerException) constructor.newInstance(arguments);
            errors.put(error.code(), error);
        }
        return errors;
    }

    private static List<Class<?>> classes() throws Exception {
        Path directory = Path.of(ProducerException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(directory.resolve("dev/kurier/api/error"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Exception.class"))
                    .<Class<?>>map(ErrorsPageTest::load)
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName("dev.kurier.api.error." + file.substring(0, file.length() - ".class".length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object any(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == Outcome.class) {
            return Outcome.UNKNOWN;
        }
        if (type == List.class) {
            return List.of("text");
        }
        return type == boolean.class ? (Object) false : type == int.class ? 0 : null;
    }
}
