package dev.kurier.brokerstub.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps the requests of {@link Breaches} in a file, for those who send them to other brokers.
 *
 * <p>A line is: rule, offset, offset in the decompressed records or -1, frame in hexadecimal.
 */
class BreachesFileTest {
    private static final Path FILE = Path.of("src/test/resources/dev/kurier/brokerstub/lint/breaches.txt");

    @Test
    void theFileHoldsTheBreaches() throws IOException {
        List<String> lines = Breaches.all().stream().map(BreachesFileTest::line).toList();
        if (Boolean.getBoolean("kurier.regenerate")) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        }

        assertThat(Files.readAllLines(FILE)).hasSameSizeAs(lines).zipSatisfy(lines, (kept, made) -> {
            boolean isCompressed = kept.startsWith("codec-too-new") || !kept.split(" ")[2].equals("-1");
            assertThat(isCompressed ? withoutFrame(kept) : kept)
                    .as("run with -Dkurier.regenerate=true; compressed bytes are the library's business")
                    .isEqualTo(isCompressed ? withoutFrame(made) : made);
        });
    }

    private static String line(Breach breach) {
        return breach.rule().ruleName() + " " + breach.offset() + " " + breach.decompressedOffset() + " "
                + hex(breach.frame());
    }

    private static String withoutFrame(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private static String hex(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
