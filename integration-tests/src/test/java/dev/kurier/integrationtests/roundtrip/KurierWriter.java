package dev.kurier.integrationtests.roundtrip;

import dev.kurier.api.Delivery;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.integrationtests.roundtrip.SampleRecord.Header;
import dev.kurier.producer.Kurier;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes with Kurier, and holds its two reports of a record, callback and delivery, against each other. */
final class KurierWriter implements RecordWriter {
    @Override
    public OpenWriter open(Map<String, String> settings) {
        return new Open(Kurier.producer(settings).build());
    }

    private record Open(Producer<Object, Object> producer) implements OpenWriter {
        @Override
        public CompletableFuture<Acknowledgement> send(SampleRecord sample) {
            CompletableFuture<RecordMetadata> called = new CompletableFuture<>();
            Delivery delivery = producer.send(recordOf(sample), (metadata, error) -> {
                if (error != null) {
                    called.completeExceptionally(error);
                } else {
                    called.complete(metadata);
                }
            });
            return called.thenCombine(delivery.toCompletableFuture(), Open::acknowledgement);
        }

        private static ProducerRecord<Object, Object> recordOf(SampleRecord sample) {
            ProducerRecord<Object, Object> record = sample.value() == null
                    ? ProducerRecord.tombstone(sample.topic(), sample.key())
                    : ProducerRecord.of(sample.topic(), sample.key(), sample.value());
            if (sample.partition() != null) {
                record = record.withPartition(sample.partition());
            }
            if (sample.timestampMs() != null) {
                record = record.withTimestamp(sample.timestampMs());
            }
            for (Header header : sample.headers()) {
                record = record.withHeader(
                        header.name(),
                        header.value() == null ? null : header.value().get());
            }
            return record;
        }

        private static Acknowledgement acknowledgement(RecordMetadata called, RecordMetadata delivered) {
            if (!called.equals(delivered)) {
                throw new AssertionError("The callback was told " + called + ", the delivery says " + delivered);
            }
            return new Acknowledgement(called.partition(), called.offset(), called.timestampMs());
        }

        @Override
        public void flush() {
            producer.flush();
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
