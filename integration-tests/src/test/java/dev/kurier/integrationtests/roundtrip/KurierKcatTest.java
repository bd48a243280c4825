package dev.kurier.integrationtests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.integrationtests.client.Kcat;
import dev.kurier.integrationtests.roundtrip.RecordWriter.OpenWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that a client that shares no code with Java's reads what Kurier wrote. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KurierKcatTest {
    private static final long SENT_MS = 1_700_000_000_123L;

    private final KafkaBroker broker = KafkaBroker.shared(KafkaVersion.KAFKA_4_4_0);

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void kcatReadsEveryFieldInEveryCodec(String codec) {
        Kcat kcat = Kcat.orSkip(broker.bootstrapServers());
        String topic = broker.newTopic(1);
        Map<String, String> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "key.serializer", "string",
                "value.serializer", "string",
                "compression.type", codec,
                "linger.ms", "50");

        try (OpenWriter producer = new KurierWriter().open(settings)) {
            producer.send(SampleRecord.of(topic, "Grüße")
                    .withKey("k1")
                    .withTimestampMs(SENT_MS)
                    .withHeader("h", "x")
                    .withHeader("h", "y"));
            producer.send(
                    SampleRecord.of(topic, "z".repeat(1_000)).withKey("k2").withTimestampMs(SENT_MS - 1));
            producer.send(SampleRecord.of(topic, null).withKey("k1").withTimestampMs(SENT_MS + 1));
        }

        assertThat(kcat.consume(topic, "%o %T %K %k %S %s %h"))
                .containsExactly(
                        "0 " + SENT_MS + " 2 k1 7 Grüße h=x,h=y",
                        "1 " + (SENT_MS - 1) + " 2 k2 1000 " + "z".repeat(1_000) + " ",
                        "2 " + (SENT_MS + 1) + " 2 k1 -1  ");
    }
}
