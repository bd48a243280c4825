package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looks at the threads of a producer: their names, and that they end. */
class ThreadsTest {
    @RegisterExtension
    final KafkaOnSockets kafka = KafkaOnSockets.started();

    @Test
    void sendsOnAThreadOfItsOwnUntilItIsClosed() throws Exception {
        Producer<String, String> producer = kafka.producer("client.id", "sending");
        producer.send(ProducerRecord.of("t", "v")).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        Thread sender = only("kurier-sender-sending");

        assertThat(sender.isDaemon()).isTrue();
        producer.close();

        sender.join(TimeUnit.SECONDS.toMillis(KafkaOnSockets.PATIENCE_SECONDS));
        assertThat(sender.isAlive()).isFalse();
    }

    @Test
    void callsBackOnAnotherThread() throws Exception {
        Producer<String, String> producer = kafka.producer("client.id", "calling");
        CompletableFuture<Thread> called = new CompletableFuture<>();

        producer.send(ProducerRecord.of("t", "v"), (metadata, error) -> called.complete(Thread.currentThread()));

        Thread thread = called.get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(thread.getName()).isEqualTo("kurier-callbacks-calling");
        assertThat(thread.isDaemon()).isTrue();
        thread.join(TimeUnit.SECONDS.toMillis(KafkaOnSockets.PATIENCE_SECONDS));
        assertThat(thread.isAlive()).as("ends without work").isFalse();
    }

    private static Thread only(String name) {
        List<Thread> found = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
