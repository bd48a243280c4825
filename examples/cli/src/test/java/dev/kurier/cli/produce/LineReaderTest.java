package dev.kurier.cli.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void numbersLinesFromOne() throws IOException {
        LineReader reader = reader("a\nb\n");

        assertThat(reader.next().number()).isEqualTo(1);
        assertThat(reader.next().number()).isEqualTo(2);
        assertThat(reader.next()).isNull();
    }

    @Test
    void endsLinesAtEitherKindOfEnd() throws IOException {
        assertThat(lines("a\r\nb\n\r\n\nc")).containsExactly("a", "b", "", "", "c");
    }

    @Test
    void keepsACarriageReturnThatEndsNoLine() throws IOException {
        assertThat(lines("a\rb\nc\r")).containsExactly("a\rb", "c\r");
    }

    @Test
    void seesNoLineBehindTheLastEnd() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void refusesALineThatIsLongerThanAllowed() throws IOException {
        assertThat(new LineReader(new ByteArrayInputStream("1234\n".getBytes(UTF_8)), 4, true)
                        .next()
                        .bytes())
                .hasSize(4);
        assertThatThrownBy(() -> new LineReader(new ByteArrayInputStream("12345\n".getBytes(UTF_8)), 4, true).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 is longer than 4 bytes");
    }

    @Test
    void leavesOutAByteOrderMarkBeforeTheFirstLineOnly() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF\n\uFEFF")).containsExactly("", "\uFEFF");
        assertThat(lines("\uFEFF")).isEmpty();
        assertThat(new LineReader(new ByteArrayInputStream("\uFEFF".getBytes(UTF_8)), 4, false)
                        .next()
                        .bytes())
                .hasSize(3);
    }

    private static List<String> lines(String text) throws IOException {
        LineReader reader = reader(text);
        List<String> lines = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(new String(line.bytes(), UTF_8));
        }
        return lines;
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), 1000, true);
    }
}
