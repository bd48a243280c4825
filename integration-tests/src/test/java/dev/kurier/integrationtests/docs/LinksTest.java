package dev.kurier.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows every relative link of every page, to the file and to the heading. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]*)\\)");
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    static Stream<Path> pages() {
        return ProjectFiles.pages().stream().map(ProjectFiles.ROOT::relativize);
    }

    @Test
    void findsThePages() {
        assertThat(pages().map(Path::toString))
                .contains("CONTRIBUTING.md", "docs/pipeline.md", "docs/seed-coverage.md", "sender/README.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkResolves(Path page) {
        Path file = ProjectFiles.ROOT.resolve(page);
        List<String> links = LINK.matcher(prose(file))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();

        assertThat(links).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
            assertThat(target).as(link).startsWith(ProjectFiles.ROOT).exists();
            if (parts.length == 2) {
                assertThat(Files.isRegularFile(target)).as(link).isTrue();
                assertThat(headings(target)).as(link).contains(parts[1]);
            }
        });
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static List<String> headings(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String prose(Path page) {
        return FENCED.matcher(ProjectFiles.read(page)).replaceAll("");
    }
}
