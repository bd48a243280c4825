package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what becomes of a producer that nobody has closed and nobody refers to. */
class DroppedProducerTest {
    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @Test
    @Timeout(120)
    void closesItselfAfterSendingWhatItHasAccepted() throws Exception {
        Delivery last = sendAndDrop("dropped");

        while (isAlive("kurier-sender-dropped")) {
            System.gc();
        }

        assertThat(last.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(kafka.values("t")).containsExactly("last");
    }

    @Test
    @Timeout(120)
    void staysOpenAsLongAsSomebodyHasIt() throws Exception {
        Producer<String, String> kept = kafka.builder().set("client.id", "kept").build();
        Delivery other = sendAndDrop("beside");
        while (isAlive("kurier-sender-beside")) {
            System.gc();
        }

        Delivery delivery = kept.send(KafkaByHand.record("still here"));

        delivery.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(other.outcome()).isEqualTo(Outcome.PERSISTED);
        kept.close();
    }

    private Delivery sendAndDrop(String clientId) {
        Producer<String, String> producer = kafka.builder()
                .set("client.id", clientId)
                .set("linger.ms", 60_000)
                .build();
        return producer.send(KafkaByHand.record("last"));
    }

    private static boolean isAlive(String threadName) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(threadName));
    }
}
