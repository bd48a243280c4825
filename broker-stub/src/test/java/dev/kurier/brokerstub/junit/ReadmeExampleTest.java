package dev.kurier.brokerstub.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Runs the README's example for JUnit, and checks that it is the same. */
class ReadmeExampleTest {
    @Test
    void isWhatTheReadmeShows() throws Exception {
        String shown = between(Files.readString(Path.of("README.md")), "<!-- junit -->\n```java\n", "```");
        String run = between(
                Files.readString(Path.of("src/test/java/dev/kurier/brokerstub/junit/ReadmeExampleTest.java")),
                "// README\n",
                "// end");

        assertThat(shown.replaceAll("\\s", "")).isNotEmpty().isEqualTo(run.replaceAll("\\s", ""));
    }

    private static String between(String text, String begin, String end) {
        int from = text.lastIndexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}

// README
@BrokerStub(brokers = 3, topics = "orders:6")
class OrdersTest {
    @Test
    void sendsAnOrder(StubCluster cluster, @BootstrapServers String bootstrapServers) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("orders", "one loaf")).get();
        }

        assertThat(cluster.records("orders")).hasSize(1);
    }
}
// end
