package dev.kurier.integrationtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shows that kcat and the consumer of kafka-clients see the same broker alike. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KcatTest {
    private final KafkaBroker broker = KafkaBroker.shared(KafkaVersion.KAFKA_4_4_0);

    @Test
    void bothReadersSeeWhatKcatWrote() {
        Kcat kcat = Kcat.orSkip(broker.bootstrapServers());
        String topic = broker.newTopic(1);

        kcat.produce(topic, List.of("k1:a", "k2:ü"), "-K:", "-H", "h=x");

        assertThat(kcat.consume(topic, "%o %k %s %h")).containsExactly("0 k1 a h=x", "1 k2 ü h=x");
        assertThat(new TopicReader(broker.bootstrapServers()).readAll(topic))
                .extracting(StoredRecord::value)
                .containsExactly(bytes("a"), bytes("ü"));
    }

    @Test
    void kcatListsTheTopic() {
        Kcat kcat = Kcat.orSkip(broker.bootstrapServers());
        String topic = broker.newTopic(3);

        assertThat(kcat.list()).contains("  topic \"" + topic + "\" with 3 partitions:");
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
