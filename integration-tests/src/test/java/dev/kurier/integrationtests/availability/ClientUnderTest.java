package dev.kurier.integrationtests.availability;

import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.producer.Kurier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Is an open producer of one of the two makes, with the same settings. */
interface ClientUnderTest extends AutoCloseable {
    /** Takes the end of a record. */
    @FunctionalInterface
    interface End {
        /** Takes what the producer reports; kafka-clients' errors claim nothing and are UNKNOWN. */
        void ended(Outcome outcome);
    }

    /** Sends; may block for {@code max.block.ms}. */
    void send(String topic, int partition, byte[] value, End end);

    @Override
    void close();

    /** Opens a producer. */
    static ClientUnderTest open(String make, String bootstrapServers, String acks) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", acks,
                "linger.ms", "5",
                "request.timeout.ms", "2000",
                "delivery.timeout.ms", "5000",
                "max.block.ms", "5000"));
        return make.equals("kurier") ? new OfKurier(settings) : new OfKafka(settings);
    }

    /** Is Kurier's producer. */
    final class OfKurier implements ClientUnderTest {
        private final Producer<byte[], byte[]> producer;

        private OfKurier(Map<String, Object> settings) {
            producer = Kurier.producer(settings).serializers("bytes", "bytes").build();
        }

        @Override
        public void send(String topic, int partition, byte[] value, End end) {
            ProducerRecord<byte[], byte[]> record = ProducerRecord.of(topic, value);
            producer.send(
                    record.withPartition(partition),
                    (metadata, error) -> end.ended(error == null ? Outcome.PERSISTED : error.outcome()));
        }

        @Override
        public void close() {
            producer.close(Duration.ofSeconds(10));
        }
    }

    /** Is kafka-clients' producer. */
    final class OfKafka implements ClientUnderTest {
        private final KafkaProducer<byte[], byte[]> producer;

        private OfKafka(Map<String, Object> settings) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void send(String topic, int partition, byte[] value, End end) {
            producer.send(
                    new org.apache.kafka.clients.producer.ProducerRecord<>(topic, partition, null, value),
                    (metadata, error) -> end.ended(error == null ? Outcome.PERSISTED : Outcome.UNKNOWN));
        }

        @Override
        public void close() {
            producer.close(Duration.ofSeconds(10));
        }
    }
}
