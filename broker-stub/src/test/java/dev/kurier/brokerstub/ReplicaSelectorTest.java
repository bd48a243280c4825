package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which replica a leader sends consumers that name their rack (KIP-392). */
@Timeout(60)
class ReplicaSelectorTest {
    private static final int NOBODY = -1;

    private final StubCluster cluster = builder().rackAwareReplicaSelector(true).build();
    private final TestClient client = new TestClient(cluster, 1);

    private static StubClusterBuilder builder() {
        return StubCluster.builder().brokers(4).racks("a", "b", "b", "c").topic("t", 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            a, -1
            b,  3
            c, -1
            d, -1
            '', -1
            """)
    void sendsConsumersToAReplicaInTheirRack(String rack, int preferred) {
        assertThat(preferred(rack, 0)).isEqualTo(preferred);
    }

    @Test
    void sendsConsumersNowhereUnlessItIsAskedTo() {
        assertThat(answer(new TestClient(builder().build(), 1), 11, "b", 0).preferredReadReplica())
                .isEqualTo(NOBODY);
    }

    @Test
    void sendsNobodyElsewhereWhoAsksAFollower() {
        assertThat(answer(new TestClient(cluster, 2), 11, "a", 0).preferredReadReplica())
                .isEqualTo(NOBODY);
    }

    @Test
    void readsNothingForWhomItSendsElsewhere() {
        client.produce("t", 0, Batches.plain("a"));

        FetchResponse.Partition elsewhere = answer(client, 11, "b", 0);
        FetchResponse.Partition here = answer(client, 11, "a", 0);

        assertThat(elsewhere.records().get(0).remaining()).isZero();
        assertThat(elsewhere.highWatermark()).isEqualTo(1);
        assertThat(here.records().get(0).remaining()).isPositive();
    }

    @Test
    void prefersTheReplicaThatHasMost() {
        cluster.partition("t", 0).replica(3).stall();
        client.produce("t", 0, Batches.plain("a"), 1, 9);

        assertThat(preferred("b", 0)).isEqualTo(2);
    }

    @Test
    void sendsNobodyToAReplicaThatLacksTheOffset() {
        cluster.partition("t", 0).replica(2).stall();
        cluster.partition("t", 0).replica(3).stall();
        client.produce("t", 0, Batches.plain("a"), 1, 9);

        assertThat(preferred("b", 0)).isEqualTo(3);
        assertThat(preferred("b", 1)).isEqualTo(NOBODY);
    }

    @Test
    void sendsNobodyToAReplicaOutOfSync() {
        cluster.partition("t", 0).shrinkIsr(3);
        assertThat(preferred("b", 0)).isEqualTo(2);

        cluster.broker(2).kill();
        assertThat(preferred("b", 0)).isEqualTo(NOBODY);
    }

    @Test
    void sendsElsewhereAtOnceWhoeverWouldHaveToWait() {
        FetchRequest request = request("b", 0, 500, 1);

        int correlationId = client.send(ApiKey.FETCH, 11, request::write);

        FetchResponse answer = client.answer(ApiKey.FETCH, 11, correlationId, FetchResponse::read);
        assertThat(answer.topics().get(0).partitions().get(0).preferredReadReplica())
                .isEqualTo(3);
    }

    @Test
    void hasAJavaConsumerReadFromTheReplicaInItsRack() {
        try (StubServer server =
                builder().rackAwareReplicaSelector(true).recordRequests(true).start()) {
            new TestClient(server.cluster(), 1).produce("t", 0, Batches.plain("a", "b"));

            assertThat(consume(server, "b", 2)).containsExactly("a", "b");
            assertThat(fetchedFrom(server, "in-b")).contains(1, 3).doesNotContain(2, 4);
            assertThat(consume(server, "c", 2)).containsExactly("a", "b");
            assertThat(fetchedFrom(server, "in-c")).containsOnly(1);
        }
    }

    private static List<String> consume(StubServer server, String rack, int count) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                server.bootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "in-" + rack,
                ConsumerConfig.CLIENT_RACK_CONFIG,
                rack);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    private static List<Integer> fetchedFrom(StubServer server, String clientId) {
        return server.cluster().requests(ApiKey.FETCH).stream()
                .filter(request -> clientId.equals(request.clientId()))
                .map(ReceivedRequest::brokerId)
                .distinct()
                .toList();
    }

    private int preferred(String rack, long offset) {
        return answer(client, 11, rack, offset).preferredReadReplica();
    }

    private static FetchResponse.Partition answer(TestClient client, int version, String rack, long offset) {
        return client.ask(ApiKey.FETCH, version, request(rack, offset, 0, 0)::write, FetchResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private static FetchRequest request(String rack, long offset, int maxWaitMs, int minBytes) {
        FetchRequest.Topic wanted =
                new FetchRequest.Topic("t", Uuid.ZERO, List.of(FetchRequest.Partition.of(0, offset, 1000)));
        return new FetchRequest(
                null,
                FetchRequest.Replica.CONSUMER,
                maxWaitMs,
                minBytes,
                1 << 20,
                (byte) 0,
                0,
                -1,
                List.of(wanted),
                List.of(),
                rack);
    }
}
