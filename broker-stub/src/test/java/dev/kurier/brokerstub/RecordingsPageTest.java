package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.lint.LintRule;
import dev.kurier.brokerstub.recording.RecordedEntry;
import dev.kurier.brokerstub.recording.Recording;
import dev.kurier.brokerstub.recording.Replay;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the page about recordings and the linter, and holds its table of rules to the rules. */
@Timeout(60)
class RecordingsPageTest {
    private static final Path PAGE = Path.of("../docs/broker-stub-recordings.md");
    private static final String TABLE = "| rule | severity | demands that |\n| --- | --- | --- |\n";

    @Test
    void recordsAndReplays(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("session.rec");
        // page
        try (StubServer server =
                StubCluster.builder().topic("orders", 1).record(file).start()) {
            produce(server.bootstrapServers(), "orders", "hello");
        }

        Recording recording = Recording.read(file);
        assertThat(recording.requests()).extracting(RecordedEntry::api).contains(ApiKey.METADATA, ApiKey.PRODUCE);

        try (StubServer fresh = StubCluster.builder().topic("orders", 1).start()) {
            Replay.of(recording).against(fresh.bootstrapServers()).assertEqual();
        }
        // end
    }

    @Test
    void lints() throws Exception {
        // page
        try (StubServer server = StubCluster.builder().topic("orders", 1).lint().start()) {
            produce(server.bootstrapServers(), "orders", "hello");

            server.cluster().lint().assertClean();
        }
        // end
    }

    @Test
    void thePageShowsWhatIsRun() throws IOException {
        Path test = Path.of("src/test/java/dev/kurier/brokerstub/RecordingsPageTest.java");

        assertThat(blocks(PAGE, "```java\n", "```"))
                .isEqualTo(blocks(test, " // page\n", " // end\n"))
                .hasSize(2);
    }

    @Test
    void thePageListsTheRules() throws IOException {
        String table = Arrays.stream(LintRule.values())
                .map(rule -> "| `" + rule.ruleName() + "` | "
                        + rule.severity().name().toLowerCase(Locale.ROOT) + " | " + rule.demand() + " |\n")
                .collect(Collectors.joining());
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(TABLE)) + TABLE + table;
        if (Boolean.getBoolean("kurier.regenerate")) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE))
                .as("run with -Dkurier.regenerate=true")
                .isEqualTo(written);
    }

    private static List<String> blocks(Path file, String begin, String end) throws IOException {
        List<String> blocks = new ArrayList<>();
        Pattern block = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL);
        for (MatchResult match : block.matcher(Files.readString(file)).results().toList()) {
            blocks.add(match.group(1).replaceAll("\\s", ""));
        }
        return blocks;
    }

    private static void produce(String bootstrapServers, String topic, String value)
            throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
