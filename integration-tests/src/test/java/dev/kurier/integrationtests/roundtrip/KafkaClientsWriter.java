package dev.kurier.integrationtests.roundtrip;

import dev.kurier.integrationtests.roundtrip.SampleRecord.Header;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.BooleanSerializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.apache.kafka.common.serialization.VoidSerializer;

/** Writes with the producer of kafka-clients: the oracle that the expectations of these tests are held against. */
final class KafkaClientsWriter implements RecordWriter {
    private static final Map<String, Class<? extends Serializer<?>>> SERIALIZERS = Map.ofEntries(
            Map.entry("string", StringSerializer.class),
            Map.entry("bytes", ByteArraySerializer.class),
            Map.entry("bytebuffer", ByteBufferSerializer.class),
            Map.entry("short", ShortSerializer.class),
            Map.entry("integer", IntegerSerializer.class),
            Map.entry("long", LongSerializer.class),
            Map.entry("float", FloatSerializer.class),
            Map.entry("double", DoubleSerializer.class),
            Map.entry("boolean", BooleanSerializer.class),
            Map.entry("uuid", UUIDSerializer.class),
            Map.entry("void", VoidSerializer.class));

    @Override
    public OpenWriter open(Map<String, String> settings) {
        Map<String, Object> translated = new HashMap<>(settings);
        for (String key : List.of("key.serializer", "value.serializer")) {
            translated.put(key, Objects.requireNonNull(SERIALIZERS.get(settings.get(key)), key));
        }
        String partitioner = settings.getOrDefault(ProducerConfig.PARTITIONER_CLASS_CONFIG, "default");
        translated.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        switch (partitioner) {
            case "default" -> {}
            case "sticky" -> translated.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, true);
            case "round-robin" ->
                translated.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, RoundRobinPartitioner.class.getName());
            default -> throw new IllegalArgumentException("partitioner.class=" + partitioner + " has no translation");
        }
        return new Open(new KafkaProducer<>(translated));
    }

    private record Open(Producer<Object, Object> producer) implements OpenWriter {
        @Override
        public CompletableFuture<Acknowledgement> send(SampleRecord sample) {
            ProducerRecord<Object, Object> record = new ProducerRecord<>(
                    sample.topic(), sample.partition(), sample.timestampMs(), sample.key(), sample.value());
            for (Header header : sample.headers()) {
                record.headers()
                        .add(
                                header.name(),
                                header.value() == null ? null : header.value().get());
            }
            CompletableFuture<Acknowledgement> result = new CompletableFuture<>();
            producer.send(record, (metadata, error) -> {
                if (error != null) {
                    result.completeExceptionally(error);
                } else {
                    long offset = metadata.hasOffset() ? metadata.offset() : -1;
                    result.complete(new Acknowledgement(metadata.partition(), offset, metadata.timestamp()));
                }
            });
            return result;
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
