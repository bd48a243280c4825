package dev.kurier.integrationtests.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes the parts of a Markdown page that can be checked. */
record MarkdownPage(Path file, String text) {
    private static final Pattern BLOCK = Pattern.compile("<!-- run -->\n```(\\w+)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(file, Files.readString(file));
    }

    /** Returns the fenced blocks of that language that stand below {@code <!-- run -->}. */
    List<String> blocksToRun(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Returns the links to files of this repository. */
    List<String> localLinks() {
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }
}
