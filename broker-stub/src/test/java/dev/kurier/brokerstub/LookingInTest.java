package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kurier.brokerstub.look.ProducedBatch;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookingInTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NONE = Duration.ZERO;

    @Test
    void waitsForRecordsThatComeOverASocket() throws Exception {
        try (StubServer server = StubCluster.builder().topic("orders", 3).start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of())) {
            StoredRecords before = server.cluster().records("orders");
            CompletableFuture<StoredRecords> waiting = CompletableFuture.supplyAsync(() -> before.await(20, PATIENCE));

            for (int i = 0; i < 20; i++) {
                producer.send(new ProducerRecord<>("orders", bytes("k" + i % 4), bytes("v" + i)));
            }

            StoredRecords after = waiting.get(30, TimeUnit.SECONDS);
            assertThat(after.assertPerKeyOrder().assertNoDuplicates()).hasSize(20);
            assertThat(before).as("a snapshot").isEmpty();
        }
    }

    @Test
    void waitsForARecordThatSatisfiesACondition() throws Exception {
        try (StubServer server = StubCluster.builder().topic("orders", 1).start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of())) {
            producer.send(new ProducerRecord<>("orders", bytes("k"), bytes("last")));

            StoredRecords found = server.cluster()
                    .records("orders", 0)
                    .await(list -> list.stream().anyMatch(r -> "last".equals(r.valueText())), PATIENCE);

            assertThat(found).hasSize(1);
        }
    }

    @Test
    void waitsForATopicThatIsNotThereYet() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of())) {
            StoredRecords before = server.cluster().records("orders");
            StoredRecords beforeInPartition = server.cluster().records("orders", 0);
            CompletableFuture<StoredRecords> waiting = CompletableFuture.supplyAsync(() -> before.await(1, PATIENCE));

            producer.send(new ProducerRecord<>("orders", bytes("k"), bytes("v")));

            assertThat(waiting.get(30, TimeUnit.SECONDS)).hasSize(1);
            assertThat(beforeInPartition.await(1, PATIENCE)).hasSize(1);
            assertThat(before).as("a snapshot").isEmpty();
        }
    }

    @Test
    void saysThatATopicDidNotCome() {
        StubCluster cluster = StubCluster.builder().topic("orders", 2).build();

        assertThatThrownBy(() -> cluster.records("oders").await(1, NONE))
                .hasMessage(
                        "after PT0S: wanted 1 records, topic=oders (does not exist; the topics are [orders]) has none");
        assertThatThrownBy(() -> cluster.records("orders", 2).await(1, NONE))
                .hasMessageContaining("partition=orders-2 (does not exist; the topics are [orders]) has none");
    }

    @Test
    void saysWhichRecordsAreThereInstead() {
        StubCluster cluster = StubCluster.builder().topic("orders", 2).build();
        new TestClient(cluster, 1).produce("orders", 1, Batches.plain("one", "two"));

        assertThatThrownBy(() -> cluster.records("orders").await(3, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("after PT0.001S: wanted 3 records, topic=orders has 2, by partition {1=2}, the last: "
                        + "partition=1 offset=0 key=null value=one; partition=1 offset=1 key=null value=two");
        assertThatThrownBy(() -> cluster.records("orders", 0).await(1, NONE))
                .hasMessage("after PT0S: wanted 1 records, partition=orders-0 has none");
    }

    @Test
    void stopsWaitingWhenItsThreadIsInterrupted() {
        StubCluster cluster = StubCluster.builder().topic("orders", 1).build();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cluster.records("orders").await(1, PATIENCE))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("interrupted while waiting PT30S");
        assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    }

    @Test
    void wakesThoseWhoWaitWhenATestChangesTheCluster() throws Exception {
        StubCluster cluster = StubCluster.builder().topic("orders", 1).build();
        new TestClient(cluster, 1).produce("orders", 0, Batches.plain("one", "two"));
        StoredRecords records = cluster.records("orders");
        CompletableFuture<StoredRecords> waiting =
                CompletableFuture.supplyAsync(() -> records.await(StoredRecords::isEmpty, PATIENCE));

        cluster.partition("orders", 0).deleteRecords(2);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void findsARecordThatIsThereTwice() {
        StubCluster cluster = StubCluster.builder().topic("orders", 2).build();
        TestClient client = new TestClient(cluster, 1);
        client.produce("orders", 0, Batches.plain("one", "two"));
        client.produce("orders", 1, Batches.plain("two"));

        assertThatThrownBy(() -> cluster.records("orders").assertNoDuplicates())
                .hasMessage("topic=orders: a duplicate, at partition=0 offset=1 key=null value=two"
                        + " and partition=1 offset=0 key=null value=two");
        assertThat(cluster.records("orders").assertNoDuplicates(record -> record.partition() + "-" + record.offset()))
                .hasSize(3);
    }

    @Test
    void findsAKeyThatIsInTwoPartitionsOrOutOfOrder() throws Exception {
        try (StubServer server = StubCluster.builder().topic("orders", 2).start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of())) {
            producer.send(new ProducerRecord<>("orders", 0, 5L, bytes("k"), bytes("2")));
            producer.send(new ProducerRecord<>("orders", 0, 4L, bytes("k"), bytes("1")));
            producer.send(new ProducerRecord<>("orders", 1, 9L, bytes("k"), bytes("3")));
            StoredRecords all = server.cluster().records("orders").await(3, PATIENCE);
            StoredRecords one = server.cluster().records("orders", 0);

            assertThatThrownBy(one::assertPerKeyOrder).hasMessageContaining("a timestamp that goes back");
            assertThatThrownBy(() -> one.assertPerKeyOrder(record -> Long.parseLong(record.valueText())))
                    .hasMessageContaining("a key out of order, at partition=0 offset=0 key=k value=2 and");
            assertThatThrownBy(() -> all.assertPerKeyOrder(StoredRecord::offset))
                    .hasMessageContaining("a key in two partitions");
        }
    }

    @Test
    void showsTheRequestsOfAnApiAndTheirBodies() {
        StubCluster cluster =
                StubCluster.builder().topic("orders", 1).recordRequests(true).build();
        TestClient client = new TestClient(cluster, 1);
        client.ask(ApiKey.METADATA, 9, MetadataRequest.ofAllTopics()::write, MetadataResponse::read);
        client.produce("orders", 0, Batches.sequenced(7, 1, 3, "a", "b"));

        assertThat(cluster.requests()).hasSize(2);
        assertThat(cluster.requests(ApiKey.METADATA).last().body()).isEqualTo(MetadataRequest.ofAllTopics());
        ReceivedRequest produce = cluster.requests(ApiKey.PRODUCE).last();
        assertThat(produce.read(ProduceRequest::read).acks()).isEqualTo((short) -1);
        ProducedBatch batch = produce.batches().get(0);
        assertThat(batch.topic()).isEqualTo("orders");
        assertThat(batch.compression()).isEqualTo(CompressionType.NONE);
        assertThat(batch.recordsCount()).isEqualTo(2);
        assertThat(batch.header().baseSequence()).isEqualTo(3);
        assertThat(cluster.requests().batches()).containsExactly(batch);
    }

    @Test
    void waitsForRequestsAndShowsTheirCodec() throws Exception {
        try (StubServer server = StubCluster.builder()
                        .topic("orders", 1)
                        .recordRequests(true)
                        .start();
                KafkaProducer<byte[], byte[]> producer =
                        KafkaClientsTest.producer(server, Map.of("compression.type", "lz4"))) {
            server.cluster().next(ApiKey.PRODUCE).times(2).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
            producer.send(new ProducerRecord<>("orders", bytes("k"), bytes("v")));

            ReceivedRequests attempts =
                    server.cluster().requests(ApiKey.PRODUCE).await(3, PATIENCE);

            assertThat(attempts.batches())
                    .hasSize(3)
                    .allSatisfy(batch -> assertThat(batch.compression()).isEqualTo(CompressionType.LZ4));
        }
    }

    @Test
    void namesTheTopicOfABatchThatWasSentByIdEvenAfterItIsDeleted() {
        StubCluster cluster =
                StubCluster.builder().topic("orders", 1).recordRequests(true).build();
        TestClient client = new TestClient(cluster, 1);
        Uuid id = MetadataTest.topicId(client, "orders");
        for (Uuid topic : List.of(id, new Uuid(1, 2))) {
            ProduceRequest.Partition partition = new ProduceRequest.Partition(0, List.of(Batches.plain("a")));
            ProduceRequest request = new ProduceRequest(
                    null, (short) 1, 1000, List.of(new ProduceRequest.Topic("", topic, List.of(partition))));
            client.send(ApiKey.PRODUCE, 13, request::write);
        }

        cluster.topic("orders").delete();

        assertThat(cluster.requests(ApiKey.PRODUCE).batches())
                .extracting(ProducedBatch::topic, ProducedBatch::topicId)
                .containsExactly(tuple("orders", id), tuple("", new Uuid(1, 2)));
    }

    @Test
    void saysWhichRequestsCameInsteadAndWhenNoneAreKept() {
        StubCluster cluster = StubCluster.builder().recordRequests(true).build();
        new TestClient(cluster, 1).send(ApiKey.METADATA, 9, MetadataRequest.ofAllTopics()::write);

        assertThatThrownBy(() -> cluster.requests().await(2, NONE))
                .hasMessage(
                        "after PT0S: wanted 2 requests, got 1, the newest: METADATA v9 from test-client to broker 1");
        assertThatThrownBy(() -> cluster.requests(ApiKey.PRODUCE).last())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("there are no PRODUCE requests yet");
        assertThatThrownBy(() -> StubCluster.builder().build().requests().await(1, NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recordRequests(true)");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
