package dev.kurier.integrationtests.client;

import dev.kurier.integrationtests.client.StoredRecord.StoredHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Reads whole topics back with the consumer of kafka-clients, checksums verified. */
public final class TopicReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Returns all records that are in the topic at this moment, by partition and offset.
     *
     * @throws IllegalStateException if they could not be read within a minute
     */
    public List<StoredRecord> readAll(String topic) {
        // A short FETCH_MAX_WAIT_MS: at the end of the topic there is nothing to wait for.
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.CHECK_CRCS_CONFIG,
                true,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        try (Consumer<Bytes, Bytes> consumer =
                new KafkaConsumer<>(settings, new BytesDeserializer(), new BytesDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, TIMEOUT).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readUpTo(consumer, consumer.endOffsets(partitions, TIMEOUT));
        }
    }

    /** As {@link #readAll}, but waits until the topic holds at least so many records. */
    public List<StoredRecord> awaitRecords(String topic, int records) {
        return Awaitility.await().atMost(TIMEOUT).until(() -> readAll(topic), read -> read.size() >= records);
    }

    private static List<StoredRecord> readUpTo(Consumer<Bytes, Bytes> consumer, Map<TopicPartition, Long> ends) {
        List<StoredRecord> records = new ArrayList<>();
        long startedNs = System.nanoTime();
        while (!isAt(consumer, ends)) {
            if (System.nanoTime() - startedNs > TIMEOUT.toNanos()) {
                throw new IllegalStateException(
                        "Read records=" + records.size() + " of ends=" + ends + " within timeout=" + TIMEOUT);
            }
            consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(stored(record)));
        }
        records.sort(Comparator.comparingInt(StoredRecord::partition).thenComparingLong(StoredRecord::offset));
        return records;
    }

    private static boolean isAt(Consumer<Bytes, Bytes> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), TIMEOUT) >= end.getValue());
    }

    private static StoredRecord stored(ConsumerRecord<Bytes, Bytes> record) {
        return new StoredRecord(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.key(),
                record.value(),
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(TopicReader::stored)
                        .toList());
    }

    private static StoredHeader stored(Header header) {
        byte @Nullable [] value = header.value();
        return new StoredHeader(header.key(), value == null ? null : Bytes.wrap(value));
    }
}
