package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    private static final Pattern ROW = Pattern.compile("  ([a-z ]+?) +(\\d+\\.\\d{3}) ms .*");

    @Test
    void sendsInTheThreeWaysAndSaysWhereEachRecordIs() {
        CommandRun run = CommandRun.of("demo");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().get(0)).matches("Three stub brokers listen on (127\\.0\\.0\\.1:\\d+,?){3}");
        assertThat(records(run, "forgotten-")).hasSize(3);
        assertThat(records(run, "awaited-")).hasSize(3);
        assertThat(records(run, "called-back-")).hasSize(4);
        assertThat(records(run, ""))
                .as("no two records at one place")
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    @Test
    void showsWhereTheTimeOfOneRecordWentInPartsThatSumToTheTotal() {
        CommandRun run = CommandRun.of("demo");

        List<Matcher> rows =
                run.out().stream().map(ROW::matcher).filter(Matcher::matches).toList();
        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactly("blocked", "serialized", "batching", "waiting", "in flight", "total");
        long parts =
                rows.subList(0, 5).stream().mapToLong(DemoCommandTest::micros).sum();
        assertThat(parts).isEqualTo(micros(rows.get(5))).isPositive();
    }

    private static List<String> records(CommandRun run, String prefix) {
        return run.out().stream()
                .filter(line -> line.matches("  " + prefix + "\\S* +parcels-[0-2]@\\d+"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private static long micros(Matcher row) {
        return Long.parseLong(row.group(2).replace(".", ""));
    }
}
