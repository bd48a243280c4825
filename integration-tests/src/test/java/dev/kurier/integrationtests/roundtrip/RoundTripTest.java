package dev.kurier.integrationtests.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.integrationtests.broker.StoredBatch;
import dev.kurier.integrationtests.broker.StoredBatch.Compression;
import dev.kurier.integrationtests.client.StoredRecord;
import dev.kurier.integrationtests.client.StoredRecord.StoredHeader;
import dev.kurier.integrationtests.client.TopicReader;
import dev.kurier.integrationtests.roundtrip.RecordWriter.Acknowledgement;
import dev.kurier.integrationtests.roundtrip.RecordWriter.OpenWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends records to a real broker and compares everything: key, value, headers, timestamp, partition, offset. */
@ParameterizedClass(name = "Kafka {0}")
@EnumSource(names = {"KAFKA_4_4_0", "KAFKA_3_9_1"})
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class RoundTripTest {
    private static final long SENT_MS = 1_700_000_000_123L;

    @Parameter
    KafkaVersion version;

    /** The producer under test. */
    abstract RecordWriter writer();

    @Test
    void everyFieldComesBack() {
        String topic = broker().newTopic(3);
        List<SampleRecord> sent = List.of(
                SampleRecord.of(topic, "plain").withPartition(0).withTimestampMs(SENT_MS),
                SampleRecord.of(topic, "keyed").withPartition(1).withKey("k").withTimestampMs(SENT_MS + 5),
                SampleRecord.of(topic, "earlier").withPartition(1).withKey("k").withTimestampMs(SENT_MS - 86_400_000),
                SampleRecord.of(topic, "").withPartition(2).withKey("").withTimestampMs(0),
                SampleRecord.of(topic, null).withPartition(2).withKey("deleted").withTimestampMs(SENT_MS),
                SampleRecord.of(topic, "headers")
                        .withPartition(2)
                        .withTimestampMs(SENT_MS)
                        .withHeader("twice", "first")
                        .withHeader("twice", "second")
                        .withHeader("empty", "")
                        .withHeader("null", null)
                        .withHeader("größe", "ü"));

        List<Acknowledgement> acknowledged = send(Map.of(), sent);

        assertThat(read(topic)).containsExactlyInAnyOrderElementsOf(expected(sent, acknowledged));
    }

    @Test
    void stampsRecordsWithTheWallClock() {
        String topic = broker().newTopic(1);
        long beforeMs = System.currentTimeMillis();

        long reportedMs =
                send(Map.of(), List.of(SampleRecord.of(topic, "now"))).get(0).timestampMs();

        assertThat(reportedMs).isBetween(beforeMs, System.currentTimeMillis());
        assertThat(read(topic)).extracting(StoredRecord::timestampMs).containsExactly(reportedMs);
    }

    @Test
    void reportsTheBrokersTimeWhenTheTopicWantsIt() {
        String topic = broker().newTopic(1, Map.of("message.timestamp.type", "LogAppendTime"));
        SampleRecord sent = SampleRecord.of(topic, "late").withTimestampMs(SENT_MS);

        Acknowledgement acknowledged = send(Map.of(), List.of(sent)).get(0);

        StoredRecord stored = read(topic).get(0);
        assertThat(stored.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(acknowledged.timestampMs()).isEqualTo(stored.timestampMs()).isGreaterThan(SENT_MS);
    }

    @ParameterizedTest
    @EnumSource
    void everyCodecIsUsedAndReadable(Compression codec) {
        String topic = broker().newTopic(1);
        List<SampleRecord> sent = records(
                500,
                i -> SampleRecord.of(topic, "value " + i + " " + "x".repeat(i % 50))
                        .withKey("key " + i)
                        .withTimestampMs(SENT_MS + i)
                        .withHeader("n", "" + i));
        String name = codec.name().toLowerCase(Locale.ROOT);

        List<Acknowledgement> acknowledged = send(Map.of("compression.type", name, "linger.ms", "50"), sent);

        assertThat(read(topic)).containsExactlyElementsOf(expected(sent, acknowledged));
        assertThat(StoredBatch.of(broker(), topic, 0))
                .extracting(StoredBatch::compression)
                .containsOnly(codec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void everyAcksSettingDelivers(String acks) {
        String topic = broker().newTopic(1);
        List<SampleRecord> sent = records(100, i -> SampleRecord.of(topic, "v" + i));

        List<Acknowledgement> acknowledged = send(Map.of("acks", acks), sent);

        assertThat(awaitRead(topic, 100)).extracting(StoredRecord::value).containsExactlyElementsOf(values(sent));
        assertThat(acknowledged)
                .extracting(Acknowledgement::offset)
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> acks.equals("0") ? -1L : (long) i)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("dev.kurier.integrationtests.roundtrip.SerializerSample#all")
    void everySerializerWritesKafkasBytes(SerializerSample sample) {
        String topic = broker().newTopic(1);
        String name = sample.serializer();

        send(
                Map.of("key.serializer", name, "value.serializer", name),
                List.of(SampleRecord.of(topic, sample.value()).withKey(sample.value())));

        assertThat(read(topic))
                .extracting(StoredRecord::key, StoredRecord::value)
                .containsExactly(tuple(sample.bytes(), sample.bytes()));
    }

    @Test
    void theVoidSerializerWritesNoKey() {
        String topic = broker().newTopic(1);

        send(Map.of("key.serializer", "void"), List.of(SampleRecord.of(topic, "v")));

        assertThat(read(topic)).extracting(StoredRecord::key).containsExactly((Bytes) null);
    }

    @Test
    void theDefaultPartitionerPutsKeysWhereKafkaDoes() {
        String topic = broker().newTopic(7);
        List<SampleRecord> sent =
                records(200, i -> SampleRecord.of(topic, "v" + i).withKey("key " + i));

        send(Map.of(), sent);

        assertThat(read(topic))
                .hasSize(200)
                .allSatisfy(record -> assertThat(record.partition())
                        .isEqualTo(Utils.toPositive(Utils.murmur2(record.key().get())) % 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "sticky"})
    void recordsWithoutKeysShareABatch(String partitioner) {
        String topic = broker().newTopic(5);
        List<SampleRecord> sent = records(50, i -> SampleRecord.of(topic, "v" + i));

        List<Acknowledgement> acknowledged = send(Map.of("partitioner.class", partitioner, "linger.ms", "500"), sent);

        int partition = acknowledged.get(0).partition();
        assertThat(read(topic)).hasSize(50).extracting(StoredRecord::partition).containsOnly(partition);
        assertThat(StoredBatch.of(broker(), topic, partition))
                .extracting(StoredBatch::records)
                .containsExactly(50);
    }

    @Test
    void theRoundRobinPartitionerSpreadsEvenly() {
        String topic = broker().newTopic(4);
        List<SampleRecord> sent =
                records(40, i -> SampleRecord.of(topic, "v" + i).withKey("same"));

        send(Map.of("partitioner.class", "round-robin"), sent);

        assertThat(read(topic).stream().collect(groupingBy(StoredRecord::partition, counting())))
                .isEqualTo(Map.of(0, 10L, 1, 10L, 2, 10L, 3, 10L));
    }

    @Test
    void manyBatchesKeepTheOrderOfSending() {
        String topic = broker().newTopic(3);
        List<SampleRecord> sent = records(
                5_000,
                i -> SampleRecord.of(topic, "value " + i).withPartition(i % 3).withTimestampMs(SENT_MS + i));

        List<Acknowledgement> acknowledged = send(Map.of("acks", "all", "batch.size", "2000"), sent);

        List<StoredRecord> stored = read(topic);
        assertThat(stored).containsExactlyInAnyOrderElementsOf(expected(sent, acknowledged));
        for (int i = 0; i < 3; i++) {
            int partition = i;
            assertThat(stored.stream().filter(r -> r.partition() == partition).map(StoredRecord::value))
                    .containsExactlyElementsOf(values(sent.stream()
                            .filter(s -> s.partition() == partition)
                            .toList()));
            assertThat(StoredBatch.of(broker(), topic, partition)).hasSizeGreaterThan(5);
        }
    }

    @Test
    void aRecordLargerThanABatchGoesAlone() {
        String topic = broker().newTopic(1);
        List<SampleRecord> sent = List.of(
                SampleRecord.of(topic, "small").withTimestampMs(SENT_MS),
                SampleRecord.of(topic, "L".repeat(900_000)).withTimestampMs(SENT_MS),
                SampleRecord.of(topic, "small too").withTimestampMs(SENT_MS));

        List<Acknowledgement> acknowledged = send(Map.of(), sent);

        assertThat(read(topic)).isEqualTo(expected(sent, acknowledged));
        assertThat(StoredBatch.of(broker(), topic, 0))
                .extracting(StoredBatch::records)
                .containsExactly(1, 1, 1);
    }

    private KafkaBroker broker() {
        return KafkaBroker.shared(version);
    }

    private List<StoredRecord> read(String topic) {
        return new TopicReader(broker().bootstrapServers()).readAll(topic);
    }

    /** With {@code acks=0} a record may reach the log after the producer is done with it. */
    private List<StoredRecord> awaitRead(String topic, int records) {
        return new TopicReader(broker().bootstrapServers()).awaitRecords(topic, records);
    }

    private List<Acknowledgement> send(Map<String, String> overrides, List<SampleRecord> records) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", broker().bootstrapServers(),
                "key.serializer", "string",
                "value.serializer", "string"));
        settings.putAll(overrides);
        try (OpenWriter producer = writer().open(settings)) {
            List<CompletableFuture<Acknowledgement>> sent = new ArrayList<>();
            for (SampleRecord record : records) {
                sent.add(producer.send(record));
            }
            producer.flush();
            return sent.stream().map(CompletableFuture::join).toList();
        }
    }

    private static List<SampleRecord> records(int count, IntFunction<SampleRecord> record) {
        return IntStream.range(0, count).mapToObj(record).toList();
    }

    /** What the log must hold of records with strings and timestamps of their own that were acknowledged like this. */
    private static List<StoredRecord> expected(List<SampleRecord> sent, List<Acknowledgement> acknowledged) {
        return IntStream.range(0, sent.size())
                .mapToObj(i -> expected(sent.get(i), acknowledged.get(i)))
                .toList();
    }

    private static StoredRecord expected(SampleRecord sent, Acknowledgement acknowledged) {
        List<StoredHeader> headers = sent.headers().stream()
                .map(h -> new StoredHeader(h.name(), h.value()))
                .toList();
        return new StoredRecord(
                acknowledged.partition(),
                acknowledged.offset(),
                sent.timestampMs(),
                TimestampType.CREATE_TIME,
                utf8(sent.key()),
                utf8(sent.value()),
                headers);
    }

    private static List<Bytes> values(List<SampleRecord> records) {
        return records.stream().map(r -> utf8(r.value())).toList();
    }

    private static @Nullable Bytes utf8(@Nullable Object text) {
        return text == null ? null : Bytes.wrap(text.toString().getBytes(UTF_8));
    }
}
