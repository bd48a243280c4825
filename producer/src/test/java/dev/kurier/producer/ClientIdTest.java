package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that brokers can tell producers apart by their names. */
class ClientIdTest {
    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @Test
    void isSentWithEveryRequest() throws Exception {
        kafka.producer("client.id", "orders-of-shop-7")
                .send(ProducerRecord.of("t", "v"))
                .get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(kafka.cluster().requests())
                .hasSizeGreaterThan(3)
                .extracting(ReceivedRequest::clientId)
                .containsOnly("orders-of-shop-7");
    }

    @Test
    void letsABrokerTreatProducersDifferently() {
        kafka.cluster().every(ApiKey.PRODUCE).clientId("greedy").fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);

        Delivery greedy = send("greedy");
        Delivery modest = send("modest");

        assertThat(greedy.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(modest.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    private Delivery send(String clientId) {
        var producer = kafka.producer("client.id", clientId);
        Delivery delivery = producer.send(ProducerRecord.of("t", clientId));
        producer.flush();
        return delivery;
    }
}
