package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.SerializationException;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.brokerstub.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what interceptors see and change, and headers on their way. */
class InterceptorTest {
    private static final ProducerRecord<String, String> RECORD = ProducerRecord.of("t", "value");

    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.topic("t", 1).autoCreateTopics(false));

    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void sendsHeadersInTheirOrderNamesRepeated() {
        Producer<String, String> producer = kafka.producer();

        producer.send(RECORD.withHeader("a", bytes("1"))
                .withHeader("b", null)
                .withHeader("a", bytes("2"))
                .withHeader("", new byte[0]));
        producer.flush();

        assertThat(kafka.cluster().records("t", 0).get(0).headers())
                .containsExactly(
                        new StoredRecord.Header("a", ByteBuffer.wrap(bytes("1"))),
                        new StoredRecord.Header("b", null),
                        new StoredRecord.Header("a", ByteBuffer.wrap(bytes("2"))),
                        new StoredRecord.Header("", ByteBuffer.allocate(0)));
    }

    @Test
    void changesTheRecordOneAfterTheOther() {
        Producer<String, String> producer = producer(
                new Sending(record -> ProducerRecord.of("t", record.key(), record.value() + " and more")),
                new Sending(record -> record.withHeaders(record.headers().with("seen", bytes(record.value())))));

        producer.send(RECORD);
        producer.flush();

        StoredRecord stored = kafka.cluster().records("t", 0).get(0);
        assertThat(stored.valueText()).isEqualTo("value and more");
        assertThat(stored.headers())
                .containsExactly(new StoredRecord.Header("seen", ByteBuffer.wrap(bytes("value and more"))));
    }

    @Test
    void goesOnWithoutAnInterceptorThatFails() {
        Producer<String, String> producer = producer(
                new Sending(record -> {
                    throw new AssertionError("broken");
                }),
                new Sending(record -> null),
                new Sending(record -> record.withHeader("seen", null)));

        producer.send(RECORD);
        producer.send(RECORD);
        producer.flush();

        assertThat(kafka.cluster().records("t", 0))
                .hasSize(2)
                .allMatch(stored -> stored.headers().get(0).name().equals("seen"));
    }

    @Test
    void tellsTheEndBeforeTheCallback() throws Exception {
        Producer<String, String> producer = producer(new Ending());

        producer.send(RECORD, (metadata, error) -> told.add("callback " + metadata));

        assertThat(List.of(next(), next())).containsExactly("ended t-0@0", "callback t-0@0");
    }

    @Test
    void tellsTheEndOfARecordThatWasNeverAccepted() throws Exception {
        Producer<String, String> producer = producer(new Ending());

        producer.trySend(ProducerRecord.of("nowhere", "v"));

        assertThat(next()).isEqualTo("ended metadata-missing");
    }

    @Test
    void tellsTheEndOfARecordThatSendRefuses() throws Exception {
        Producer<String, String> producer = kafka.make(Kurier.producer(kafka.bootstrapServers())
                .set("key.serializer", "string")
                .valueSerializer(new FailingSerializer())
                .interceptor(new Ending()));

        assertThatThrownBy(() -> producer.send(RECORD, (metadata, error) -> told.add("callback")))
                .isInstanceOf(SerializationException.class);
        assertThat(next()).isEqualTo("ended serialization-failed");
        producer.close();
        assertThat(told).as("the throw is the caller's answer").isEmpty();
    }

    private Producer<String, String> producer(Interceptor<?, ?>... interceptors) {
        ProducerBuilder builder = kafka.builder();
        for (Interceptor<?, ?> interceptor : interceptors) {
            builder.interceptor(interceptor);
        }
        return kafka.make(builder);
    }

    private String next() throws InterruptedException {
        return told.poll(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Sending(UnaryOperator<ProducerRecord<String, String>> change)
            implements Interceptor<String, String> {
        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
            return change.apply(record);
        }
    }

    private final class Ending implements Interceptor<String, String> {
        @Override
        public void onCompletion(RecordMetadata metadata, ProducerException error) {
            told.add("ended " + (error == null ? metadata : error.code()));
            throw new IllegalStateException("contained");
        }
    }

    private static final class FailingSerializer implements TextSerializer {
        @Override
        public void serialize(SerializationContext context, String value, BytesSink sink) {
            throw new IllegalArgumentException("not today");
        }
    }
}
