package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafka's own Java client, with its defaults, over real sockets. */
@Timeout(60)
class KafkaClientsTest {
    private static final int RECORDS = 200;
    private static final long SEED = Long.getLong("kurier.seed", 20261123L);

    @ParameterizedTest
    @CsvSource({
        "all, none",
        "all, gzip",
        "all, snappy",
        "all, lz4",
        "all, zstd",
        "1, none",
        "1, lz4",
        "0, none",
        "0, zstd"
    })
    void producesAndReadsBackEveryByte(String acks, String codec) throws Exception {
        try (StubServer server =
                StubCluster.builder().brokers(3).topic("orders", 4).start()) {
            List<ProducerRecord<byte[], byte[]>> sent = records("orders", 4);

            produce(server, sent, Map.of("acks", acks, "compression.type", codec));

            List<ConsumerRecord<byte[], byte[]>> read = consume(server, "orders", 4, sent.size());
            assertSame(read, sent);
        }
    }

    @Test
    void tellsTheOffsetOfEachRecord() throws Exception {
        try (StubServer server = StubCluster.builder().topic("orders", 1).start()) {
            List<RecordMetadata> offsets = produce(server, records("orders", 1), Map.of());

            for (int i = 0; i < offsets.size(); i++) {
                assertThat(offsets.get(i).offset()).isEqualTo(i);
            }
        }
    }

    @Test
    void createsATopicThatIsAskedFor() throws Exception {
        try (StubServer server =
                StubCluster.builder().brokers(2).defaultPartitions(3).start()) {
            produce(server, records("fresh", 3), Map.of());

            assertThat(server.cluster().records("fresh")).hasSize(RECORDS);
        }
    }

    @Test
    void followsALeaderThatMoves() throws Exception {
        try (StubServer server =
                        StubCluster.builder().brokers(3).topic("orders", 1).start();
                KafkaProducer<byte[], byte[]> producer = producer(server, Map.of("linger.ms", 0))) {
            for (int i = 0; i < 30; i++) {
                server.cluster().partition("orders", 0).moveLeader(1 + i % 3);
                producer.send(new ProducerRecord<>("orders", bytes("k"), bytes("v" + i)))
                        .get(20, TimeUnit.SECONDS);
            }

            assertThat(server.cluster().records("orders"))
                    .extracting(StoredRecord::valueText)
                    .hasSize(30)
                    .startsWith("v0", "v1")
                    .endsWith("v29");
        }
    }

    @Test
    void survivesABrokerThatIsKilledAndRestarted() throws Exception {
        try (StubServer server =
                        StubCluster.builder().brokers(3).topic("orders", 3).start();
                KafkaProducer<byte[], byte[]> producer = producer(server, Map.of("linger.ms", 0))) {
            List<Future<RecordMetadata>> sends = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                if (i == 100) {
                    server.cluster().broker(2).kill();
                }
                if (i == 200) {
                    server.cluster().broker(2).restart();
                    server.cluster().partition("orders", 1).moveLeader(2);
                }
                sends.add(producer.send(new ProducerRecord<>("orders", i % 3, null, bytes("v" + i))));
            }
            for (Future<RecordMetadata> send : sends) {
                send.get(30, TimeUnit.SECONDS);
            }

            assertThat(server.cluster().records("orders"))
                    .extracting(StoredRecord::valueText)
                    .doesNotHaveDuplicates()
                    .hasSize(300);
        }
    }

    static List<ProducerRecord<byte[], byte[]>> records(String topic, int partitions) {
        Random random = new Random(SEED);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] key = random.nextInt(4) == 0 ? null : randomBytes(random, 20);
            byte[] value = random.nextInt(8) == 0 ? null : randomBytes(random, 2000);
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, i % partitions, 1_700_000_000_000L + i, key, value);
            for (int h = random.nextInt(3); h > 0; h--) {
                record.headers().add("h" + random.nextInt(2), random.nextBoolean() ? null : randomBytes(random, 10));
            }
            records.add(record);
        }
        return records;
    }

    static List<RecordMetadata> produce(
            StubServer server, List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> settings)
            throws Exception {
        List<RecordMetadata> answers = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(server, settings)) {
            List<Future<RecordMetadata>> sends = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sends.add(producer.send(record));
            }
            for (Future<RecordMetadata> send : sends) {
                answers.add(send.get(30, TimeUnit.SECONDS));
            }
        }
        return answers;
    }

    static KafkaProducer<byte[], byte[]> producer(StubServer server, Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put("bootstrap.servers", server.bootstrapServers());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static List<ConsumerRecord<byte[], byte[]>> consume(StubServer server, String topic, int partitions, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers());
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> assigned = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                assigned.add(new TopicPartition(topic, i));
            }
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            long deadlineNs = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (read.size() < count && deadlineNs - System.nanoTime() > 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }

    private static void assertSame(
            List<ConsumerRecord<byte[], byte[]>> read, List<ProducerRecord<byte[], byte[]>> sent) {
        assertThat(read).as("seed=%d", SEED).hasSameSizeAs(sent);
        List<String> expected = new ArrayList<>();
        sent.forEach(record -> expected.add(record.partition() + "|" + record.timestamp() + "|" + hex(record.key())
                + "|" + hex(record.value()) + "|" + headers(record.headers())));
        List<String> actual = new ArrayList<>();
        read.forEach(record -> actual.add(record.partition() + "|" + record.timestamp() + "|" + hex(record.key()) + "|"
                + hex(record.value()) + "|" + headers(record.headers())));
        assertThat(actual).as("seed=%d", SEED).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String headers(Iterable<org.apache.kafka.common.header.Header> headers) {
        StringBuilder all = new StringBuilder();
        headers.forEach(header ->
                all.append(header.key()).append('=').append(hex(header.value())).append(';'));
        return all.toString();
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : java.util.HexFormat.of().formatHex(bytes);
    }

    private static byte[] randomBytes(Random random, int below) {
        byte[] bytes = new byte[random.nextInt(below)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
