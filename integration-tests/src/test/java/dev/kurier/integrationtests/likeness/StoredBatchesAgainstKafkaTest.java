package dev.kurier.integrationtests.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Compares what lies in the log of a real broker and of the stub after odd batches, and what look-ups by time find there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredBatchesAgainstKafkaTest {
    private static final String CREATED = "created";
    private static final String STAMPED = "stamped";
    private static final short PRODUCE_VERSION = 9;
    private static final short FETCH_VERSION = 12;
    private static final short LIST_OFFSETS_VERSION = 7;
    private static final long NEWEST = -3;
    private static final List<Long> LOOKED_UP = List.of(
            NEWEST,
            0L,
            Batches.FIRST_MS,
            Batches.FIRST_MS + 1,
            OddBatch.NEWEST_MS - 15,
            OddBatch.NEWEST_MS,
            OddBatch.NEWEST_MS + 1,
            Batches.FIRST_MS + 60_000);

    private final List<OddBatch> batches = OddBatch.all();
    private final long startedMs = System.currentTimeMillis();
    private KafkaBroker kafka;
    private StubServer stub;
    private WireClient toKafka;
    private WireClient toStub;

    @BeforeAll
    void hold() throws IOException {
        kafka = KafkaBroker.start(KafkaVersion.KAFKA_4_4_0);
        kafka.createTopic(CREATED, batches.size());
        kafka.createTopic(STAMPED, batches.size(), Map.of("message.timestamp.type", "LogAppendTime"));
        stub = StubCluster.builder()
                .topic(CREATED, batches.size())
                .topic(STAMPED, batches.size(), 1, Map.of("message.timestamp.type", "LogAppendTime"))
                .start();
        toKafka = new WireClient(kafka.bootstrapServers());
        toStub = new WireClient(stub.bootstrapServers());
    }

    @AfterAll
    void close() throws IOException {
        toKafka.close();
        toStub.close();
        stub.close();
        kafka.close();
    }

    @TestFactory
    Stream<DynamicTest> storesOddBatchesAsKafkaDoes() {
        return Stream.of(CREATED, STAMPED)
                .flatMap(topic -> IntStream.range(0, batches.size())
                        .mapToObj(partition -> DynamicTest.dynamicTest(
                                topic + ": " + batches.get(partition).name(), () -> {
                                    Map<String, Object> wanted = stored(toKafka, topic, partition);
                                    assertThat(stored(toStub, topic, partition)).isEqualTo(wanted);
                                })));
    }

    private Map<String, Object> stored(WireClient client, String topic, int partition) throws IOException {
        Map<String, Object> stored = new TreeMap<>();
        PartitionProduceResponse produced = produce(client, topic, partition);
        stored.put("error", produced.errorCode());
        stored.put("base offset told", produced.baseOffset());
        stored.put("append time told", time(produced.logAppendTimeMs()));
        ByteBuffer bytes = fetch(client, topic, partition).buffer();
        if (bytes.remaining() > 0) {
            describe(bytes, stored);
        }
        for (long timeMs : LOOKED_UP) {
            ListOffsetsPartitionResponse found = lookUp(client, topic, partition, timeMs);
            stored.put(
                    "look-up of " + timeMs,
                    found.errorCode() + " " + found.offset() + " " + time(found.timestamp()) + " "
                            + found.leaderEpoch());
        }
        return stored;
    }

    private void describe(ByteBuffer bytes, Map<String, Object> stored) {
        BatchHeader header = BatchHeader.read(bytes);
        stored.put("baseOffset", header.baseOffset());
        stored.put("batchLength", header.batchLength());
        stored.put("partitionLeaderEpoch", header.partitionLeaderEpoch());
        stored.put("magic", header.magic());
        stored.put("crc is right", header.crc() == BatchHeaderWriter.crcOf(bytes, bytes.position()));
        stored.put("attributes", header.attributes());
        stored.put("lastOffsetDelta", header.lastOffsetDelta());
        stored.put("baseTimestamp", time(header.baseTimestamp()));
        stored.put("maxTimestamp", time(header.maxTimestamp()));
        stored.put("producerId", header.producerId());
        stored.put("producerEpoch", header.producerEpoch());
        stored.put("baseSequence", header.baseSequence());
        stored.put("recordsCount", header.recordsCount());
        int number = 0;
        for (Record record : MemoryRecords.readableRecords(bytes).records()) {
            stored.put("record " + number++, record.offset() + " at " + time(record.timestamp()));
        }
    }

    /** Two brokers stamp at different times: all that count is that it was they who did. */
    private Object time(long timeMs) {
        return timeMs >= startedMs && timeMs <= System.currentTimeMillis() ? "the time of the append" : timeMs;
    }

    private PartitionProduceResponse produce(WireClient client, String topic, int partition) throws IOException {
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(new TopicProduceData()
                .setName(topic)
                .setPartitionData(List.of(new PartitionProduceData()
                        .setIndex(partition)
                        .setRecords(batches.get(partition).records()))));
        ProduceRequestData request = new ProduceRequestData()
                .setAcks((short) -1)
                .setTimeoutMs(10_000)
                .setTopicData(topics);
        ProduceResponseData response = (ProduceResponseData) client.message(ApiKeys.PRODUCE, PRODUCE_VERSION, request);
        return response.responses().iterator().next().partitionResponses().get(0);
    }

    private static MemoryRecords fetch(WireClient client, String topic, int partition) throws IOException {
        FetchRequestData request = new FetchRequestData()
                .setReplicaId(-1)
                .setMaxBytes(1 << 20)
                .setTopics(List.of(new FetchTopic()
                        .setTopic(topic)
                        .setPartitions(List.of(
                                new FetchPartition().setPartition(partition).setPartitionMaxBytes(1 << 20)))));
        FetchResponseData response = (FetchResponseData) client.message(ApiKeys.FETCH, FETCH_VERSION, request);
        return (MemoryRecords) response.responses().get(0).partitions().get(0).records();
    }

    private static ListOffsetsPartitionResponse lookUp(WireClient client, String topic, int partition, long timeMs)
            throws IOException {
        ListOffsetsRequestData request = new ListOffsetsRequestData()
                .setReplicaId(-1)
                .setTopics(List.of(new ListOffsetsTopic()
                        .setName(topic)
                        .setPartitions(List.of(new ListOffsetsPartition()
                                .setPartitionIndex(partition)
                                .setTimestamp(timeMs)))));
        ListOffsetsResponseData response =
                (ListOffsetsResponseData) client.message(ApiKeys.LIST_OFFSETS, LIST_OFFSETS_VERSION, request);
        return response.topics().get(0).partitions().get(0);
    }
}
