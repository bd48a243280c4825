package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what the producer makes of answers to Produce that no broker should give. */
class MadeUpAnswersTest {
    /** One broker leads all partitions, so that one request has a batch for each. */
    private final KafkaByHand kafka = KafkaByHand.with(
                    cluster -> cluster.brokers(1).topic("t", 3).topic("u", 1), "linger.ms", 20)
            .warm();

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void successWithAnOffsetThatCanNotBeIsPersistedAtAnUnknownOne(long baseOffset) {
        kafka.cluster().next(ApiKey.PRODUCE).answer(ProduceAnswer.truth().baseOffset(baseOffset));

        Delivery first = kafka.producer().send(KafkaByHand.record("a"));
        Delivery second = kafka.producer().send(KafkaByHand.record("b"));
        kafka.runFor(Duration.ofSeconds(5));

        for (Delivery delivery : List.of(first, second)) {
            assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
            assertThat(delivery.join().hasOffset()).isFalse();
        }
        assertThat(kafka.values()).containsExactly("a", "b");
        assertThat(kafka.requests()).hasSize(1);
    }

    @Test
    void theNextBatchHasItsOffsetAgain() {
        kafka.cluster().next(ApiKey.PRODUCE).answer(ProduceAnswer.truth().baseOffset(-1));
        kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(5));

        Delivery next = kafka.producer().send(KafkaByHand.record("b"));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(next.join().offset()).isEqualTo(2);
    }

    @Test
    void otherFieldsOfASuccessChangeNothingButTheTime() {
        kafka.cluster()
                .next(ApiKey.PRODUCE)
                .answer(ProduceAnswer.truth()
                        .logAppendTimeMs(77)
                        .logStartOffset(Long.MAX_VALUE)
                        .errorMessage("nothing is wrong")
                        .recordError(0, "not even this one"));

        Delivery sent = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(sent.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(sent.join().offset()).isEqualTo(1);
        assertThat(sent.join().timestampMs()).isEqualTo(77);
    }

    @Test
    void anAnswerThatComesTwiceHurtsNobody() {
        kafka.cluster().next(ApiKey.PRODUCE).partition(1).dup();

        threeDeliveriesAreWrittenOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "u", "nobody"})
    void anAnswerForAPartitionThatWasNotAskedHurtsNobody(String topic) {
        kafka.cluster().next(ApiKey.PRODUCE).extra(topic, topic.equals("u") ? 0 : 7);

        threeDeliveriesAreWrittenOnce();
        Delivery later = kafka.producer().send(ProducerRecord.of("u", "later"));
        kafka.runFor(Duration.ofSeconds(5));
        assertThat(later.join().offset()).isZero();
    }

    private void threeDeliveriesAreWrittenOnce() {
        List<Delivery> deliveries = List.of(send(0), send(1), send(2));
        kafka.runFor(Duration.ofSeconds(5));

        assertThat(deliveries).allSatisfy(sent -> {
            assertThat(sent.outcome()).isEqualTo(Outcome.PERSISTED);
            assertThat(sent.join().hasOffset()).isTrue();
        });
        for (int partition = 0; partition < 3; partition++) {
            assertThat(kafka.cluster().records("t", partition).stream()
                            .map(StoredRecord::valueText)
                            .filter(value -> !"warm".equals(value)))
                    .containsExactly("p" + partition);
        }
        assertThat(kafka.requests()).hasSize(1);
    }

    private Delivery send(int partition) {
        return kafka.producer()
                .send(ProducerRecord.<String, String>of("t", "p" + partition).withPartition(partition));
    }
}
