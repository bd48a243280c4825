package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.produce.ProduceResponse;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster that several tests share is what it was at first after a reset; records of a test's own can be put into it. */
@Timeout(60)
class ResetTest {
    private static final Uuid ID = new Uuid(3, 4);

    private final StubCluster cluster = StubCluster.builder()
            .brokers(2)
            .topic("orders", 2)
            .topic("parcels", 1, ID)
            .recordRequests(true)
            .lint()
            .build();

    @Test
    void forgetsTopicsRecordsRequestsFindingsAndProducers() {
        TestClient client = new TestClient(cluster, 1);
        assertThat(client.produce("orders", 0, Batches.sequenced(7, 0, 0, "a")).errorCode())
                .isZero();
        cluster.createTopic("extra", 1);
        Uuid before = cluster.topic("orders").id();
        cluster.topic("orders").createPartitions(5);

        cluster.reset();

        assertThat(cluster.topics()).extracting(StubTopic::name).containsExactly("orders", "parcels");
        assertThat(cluster.topic("orders").partitions()).hasSize(2);
        assertThat(cluster.topic("orders").id()).isNotEqualTo(before);
        assertThat(cluster.topic("parcels").id()).as("given by the builder").isEqualTo(ID);
        assertThat(cluster.records("orders")).isEmpty();
        assertThat(cluster.requests()).isEmpty();
        assertThat(cluster.lint().requests()).isZero();
        assertThat(client.connection().isClosed()).isTrue();
        ProduceResponse.Partition again =
                new TestClient(cluster, 1).produce("orders", 0, Batches.sequenced(7, 0, 5, "a"));
        assertThat(again.errorCode()).as("the producer is unknown").isEqualTo(ErrorCode.NONE.code());
    }

    @Test
    void endsWhatWasScriptedAndWhatIsUnderWay() {
        cluster.timeline()
                .at(Duration.ofSeconds(5), "kill", () -> cluster.broker(1).kill());
        cluster.next(ApiKey.PRODUCE).delay(Duration.ofSeconds(1));
        cluster.next(ApiKey.PRODUCE).applyLate(Duration.ofSeconds(1));
        send(Batches.plain("delayed"));
        send(Batches.plain("late"));
        cluster.every(ApiKey.PRODUCE).fail(ErrorCode.INVALID_RECORD);

        cluster.tick(0);
        cluster.reset();
        cluster.tick(TimeUnit.SECONDS.toNanos(10));

        assertThat(cluster.faults().size()).isZero();
        assertThat(cluster.records("orders")).isEmpty();
        assertThat(cluster.broker(1).isUp()).isTrue();
        assertThat(new TestClient(cluster, 1)
                        .at(TimeUnit.SECONDS.toNanos(10))
                        .produce("orders", 0, Batches.plain("next"))
                        .errorCode())
                .isZero();
    }

    @Test
    void drawsChancesFromTheSeedAgain() {
        List<Integer> first = struckOfTwenty();
        cluster.reset();

        assertThat(struckOfTwenty()).isEqualTo(first).hasSizeBetween(1, 19);
    }

    private List<Integer> struckOfTwenty() {
        cluster.every(ApiKey.PRODUCE).probability(0.5).fail(ErrorCode.INVALID_RECORD);
        TestClient client = new TestClient(cluster, 1);
        return IntStream.range(0, 20)
                .filter(i -> client.produce("orders", 0, Batches.plain("v")).errorCode() != 0)
                .boxed()
                .toList();
    }

    @Test
    void bringsEveryBrokerBackWhateverWasDoneToIt() throws Exception {
        try (StubServer server =
                        StubCluster.builder().brokers(6).topic("orders", 6).start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of())) {
            List<String> addresses = server.cluster().brokers().stream()
                    .map(StubBroker::hostPort)
                    .toList();
            server.cluster().broker(1).kill();
            server.cluster().broker(2).pause();
            server.cluster().broker(3).blackhole();
            server.cluster().broker(4).refuseConnections();
            server.cluster().broker(5).disk().full();
            server.cluster().broker(6).hide();
            server.cluster().broker(6).versions(ApiKey.PRODUCE, 3, 4);
            server.cluster().link().roundTrip(Duration.ofMinutes(1));

            server.cluster().reset();

            assertThat(server.cluster().brokers())
                    .extracting(StubBroker::hostPort)
                    .isEqualTo(addresses);
            for (StubBroker broker : server.cluster().brokers()) {
                new Socket(broker.host(), broker.port()).close();
            }
            for (int partition = 0; partition < 6; partition++) {
                producer.send(new ProducerRecord<>("orders", partition, null, new byte[1]))
                        .get(30, TimeUnit.SECONDS);
            }
            assertThat(server.cluster().records("orders")).hasSize(6);
        }
    }

    @Test
    void appendsRecordsOfTheTestsOwn() {
        StubPartition partition = cluster.partition("orders", 1);
        List<StoredRecord.Header> headers =
                List.of(new StoredRecord.Header("h", ByteBuffer.wrap(bytes("1"))), new StoredRecord.Header("h", null));

        assertThat(partition.append(bytes("k"), bytes("v"), headers, 1234)).isZero();
        assertThat(partition.append(null, null, List.of())).isEqualTo(1);

        StoredRecord first = cluster.records("orders", 1).get(0);
        assertThat(first.keyText() + first.valueText() + first.timestampMs()).isEqualTo("kv1234");
        assertThat(first.headers()).isEqualTo(headers);
        assertThat(partition.highWatermark()).isEqualTo(2);
        partition.leaderless();
        assertThatThrownBy(() -> partition.append(null, bytes("v"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partition=orders-1 has no leader");
        cluster.topic("parcels").config("max.message.bytes", "10");
        assertThatThrownBy(() -> cluster.partition("parcels", 0).append(null, bytes("v"), List.of()))
                .hasMessageContaining("partition=parcels-0 refuses the record: MESSAGE_TOO_LARGE");
    }

    private void send(ByteBuffer batch) {
        new TestClient(cluster, 1).send(ApiKey.PRODUCE, 9, TestClient.produceRequest("orders", 0, batch, -1)::write);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
