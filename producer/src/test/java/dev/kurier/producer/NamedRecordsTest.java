package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.BrokerException;
import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that records which a broker names as bad fail alone (KIP-467): the stub refuses them as a broker does. */
class NamedRecordsTest {
    private static final long NOW_MS = 1_767_225_600_000L;

    private final KafkaByHand kafka = KafkaByHand.with("linger.ms", 20).warm();

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void aRecordWithoutKeyForACompactedTopicFailsAlone(String compression) {
        KafkaByHand kafka = KafkaByHand.with("linger.ms", 20, "compression.type", compression)
                .warm();
        compact(kafka);

        Delivery first = kafka.producer().send(keyed("a"));
        Delivery keyless = kafka.producer().send(KafkaByHand.record("no key"));
        Delivery last = kafka.producer().send(keyed("b"));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(keyless.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(keyless.error())
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("INVALID_RECORD")
                .hasMessageContaining("number 1 of its batch")
                .hasMessageContaining("Compacted topic cannot accept message without key in topic partition t-0");
        assertThat(List.of(first, last)).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(kafka.values()).containsExactly("a", "b");
        assertThat(first.join().offset()).isEqualTo(1);
        assertThat(last.join().offset()).isEqualTo(2);
        assertThat(kafka.requests()).hasSize(2);
    }

    @Test
    void recordsOfTheWrongTimeFailAlone() {
        kafka.cluster().topic("t").config("message.timestamp.before.max.ms", "60000");

        Delivery old = kafka.producer().send(KafkaByHand.record("old").withTimestamp(NOW_MS - 3_600_000));
        Delivery good = kafka.producer().send(KafkaByHand.record("good").withTimestamp(NOW_MS));
        Delivery early = kafka.producer().send(KafkaByHand.record("early").withTimestamp(NOW_MS + 7_200_000));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(List.of(old, early)).allSatisfy(refused -> {
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
            assertThat(refused.error())
                    .hasMessageContaining("INVALID_TIMESTAMP")
                    .hasMessageContaining("out of range");
        });
        assertThat(good.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.values()).containsExactly("good");
    }

    @Test
    void allFailIfAllAreNamed() {
        compact(kafka);

        List<Delivery> all = List.of(
                kafka.producer().send(KafkaByHand.record("a")), kafka.producer().send(KafkaByHand.record("b")));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(all).extracting(Delivery::outcome).containsOnly(Outcome.NOT_PERSISTED);
        assertThat(kafka.values()).isEmpty();
        assertThat(kafka.requests()).hasSize(1);
    }

    @Test
    void namesOfRecordsThatAreNotInTheBatchFailTheBatchAsAWhole() {
        kafka.cluster()
                .next(ApiKey.PRODUCE)
                .answer(ProduceAnswer.truth()
                        .error(ErrorCode.INVALID_RECORD)
                        .recordError(-1, null)
                        .recordError(2, "nobody"));

        List<Delivery> all = List.of(
                kafka.producer().send(KafkaByHand.record("a")), kafka.producer().send(KafkaByHand.record("b")));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(all).extracting(Delivery::outcome).containsOnly(Outcome.NOT_PERSISTED);
        assertThat(kafka.values()).isEmpty();
    }

    private static ProducerRecord<String, String> keyed(String value) {
        return ProducerRecord.of("t", "k", value).withPartition(0);
    }

    private static void compact(KafkaByHand kafka) {
        kafka.cluster().topic("t").config("cleanup.policy", "compact");
    }
}
