package dev.kurier.integrationtests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.integrationtests.client.StoredRecord;
import dev.kurier.integrationtests.client.TopicReader;
import dev.kurier.integrationtests.roundtrip.Load.Placed;
import dev.kurier.integrationtests.roundtrip.RecordWriter.OpenWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills or freezes a real broker under load and asks whether the producer told the truth. */
@ParameterizedClass(name = "Kafka {0}")
@EnumSource(names = {"KAFKA_4_4_0", "KAFKA_3_9_1"})
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class BrokerCrashTest {
    private static final int PARTITIONS = 2;
    private static final int RECORDS_EACH_TIME = 3_000;
    private static final int KILLS = 3;
    private static final int REQUEST_TIMEOUT_MS = 2_000;
    private static final Duration FREEZE = Duration.ofMillis(2 * REQUEST_TIMEOUT_MS + 1_000);

    @Parameter
    KafkaVersion version;

    /** The producer under test. */
    abstract RecordWriter writer();

    @Test
    void everyAcknowledgedRecordIsReadableAfterKill9() {
        everyRecordIsStoredOnceAndInOrder((broker, load) -> {
            for (int i = 0; i < KILLS; i++) {
                load.awaitAcknowledged(load.acknowledged().size() + RECORDS_EACH_TIME);
                broker.kill9();
                broker.restart();
            }
        });
    }

    @Test
    void everyRecordIsWrittenOnceWhenTheBrokerAnswersTooLate() {
        everyRecordIsStoredOnceAndInOrder((broker, load) -> {
            broker.freeze();
            load.awaitSilence(FREEZE);
            broker.thaw();
        });
    }

    private void everyRecordIsStoredOnceAndInOrder(BiConsumer<KafkaBroker, Load> trouble) {
        try (KafkaBroker broker = KafkaBroker.start(version)) {
            broker.createTopic("crash", PARTITIONS);
            try (OpenWriter producer = writer().open(settings(broker))) {
                Load load = Load.start(producer, "crash", PARTITIONS);
                load.awaitAcknowledged(RECORDS_EACH_TIME);

                trouble.accept(broker, load);

                load.awaitAcknowledged(load.acknowledged().size() + RECORDS_EACH_TIME);
                load.stop();
                assertThat(load.failures()).isEmpty();
                List<Placed> stored = new TopicReader(broker.bootstrapServers())
                        .readAll("crash").stream().map(BrokerCrashTest::placed).toList();
                assertThat(stored)
                        .as("each record once, where its acknowledgement says")
                        .containsExactlyInAnyOrderElementsOf(load.acknowledged());
                for (int i = 0; i < PARTITIONS; i++) {
                    int partition = i;
                    assertThat(stored.stream()
                                    .filter(placed -> placed.partition() == partition)
                                    .map(Placed::number))
                            .isSorted();
                }
            }
        }
    }

    private static Map<String, String> settings(KafkaBroker broker) {
        return Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "key.serializer", "void",
                "value.serializer", "long",
                "acks", "all",
                "enable.idempotence", "true",
                "request.timeout.ms", Integer.toString(REQUEST_TIMEOUT_MS),
                "delivery.timeout.ms", "120000");
    }

    private static Placed placed(StoredRecord record) {
        long number = ByteBuffer.wrap(record.value().get()).getLong();
        return new Placed(number, record.partition(), record.offset());
    }
}
