package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the example of the README, and checks that it is the same. */
@Timeout(30)
class ReadmeTest {
    @Test
    void survivesALostAnswer() throws Exception {
        // README
        try (StubServer server =
                StubCluster.builder().brokers(3).topic("orders", 6).start()) {
            StubCluster cluster = server.cluster();
            cluster.next(ApiKey.PRODUCE).topic("orders").afterApply().disconnect(); // written, but the answer is lost

            produce(server.bootstrapServers(), "orders", "hello");

            assertThat(cluster.records("orders"))
                    .extracting(StoredRecord::valueText)
                    .containsExactly("hello");
        }
        // end
    }

    @Test
    void isWhatTheReadmeShows() throws IOException {
        String shown = between(Path.of("README.md"), "```java\n", "```");
        String run = between(Path.of("src/test/java/dev/kurier/brokerstub/ReadmeTest.java"), "// README\n", "// end");

        assertThat(shown.replaceAll("\\s", "")).isEqualTo(run.replaceAll("\\s", ""));
    }

    private static void produce(String bootstrapServers, String topic, String value)
            throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static String between(Path file, String begin, String end) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        String text = String.join("\n", lines);
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
