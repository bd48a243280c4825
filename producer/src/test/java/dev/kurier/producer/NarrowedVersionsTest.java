package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shows a producer in front of a broker that knows fewer versions from one moment to the next. */
class NarrowedVersionsTest {
    @Test
    void goesOnInAVersionThatTheBrokerStillKnows() {
        KafkaByHand kafka = KafkaByHand.with().warm();
        kafka.cluster().brokers().forEach(broker -> broker.versions(ApiKey.PRODUCE, 3, 8));

        Delivery sent = kafka.producer().send(KafkaByHand.record("a"));
        kafka.runFor(Duration.ofSeconds(30));

        assertThat(sent.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.values()).containsExactly("a");
        assertThat(kafka.requests().get(kafka.requests().size() - 1).received().apiVersion())
                .isEqualTo((short) 8);
    }
}
