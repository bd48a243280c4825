package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final long SEED = Long.getLong("kurier.seed", 20261123L);

    @Test
    void givesTheSameBytesForTheSameSeedAndInput() throws Exception {
        for (long seed = SEED; seed < SEED + 30; seed++) {
            assertThat(run(seed, false)).as("seed=%d", seed).isEqualTo(run(seed, false));
        }
    }

    @Test
    void givesTheSameBytesHoweverTheInputIsCut() throws Exception {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            assertThat(run(seed, true)).as("seed=%d", seed).isEqualTo(run(seed, false));
        }
    }

    @Test
    void drawsTopicIdsFromTheSeed() {
        assertThat(topicId(1)).isEqualTo(topicId(1)).isNotEqualTo(topicId(2));
    }

    @Test
    void recordsTheBytesOfEveryRequest() {
        StubCluster cluster =
                StubCluster.builder().brokers(2).recordRequests(true).build();
        MetadataRequest request = MetadataRequest.ofAllTopics();
        ByteBuffer frame = TestClient.frame(ApiKey.METADATA, 9, 5, request::write);
        new TestClient(cluster, 2).sendBytes(frame.duplicate());

        List<ReceivedRequest> requests = cluster.requests();

        assertThat(requests)
                .containsExactly(new ReceivedRequest(
                        2,
                        1,
                        (short) 3,
                        (short) 9,
                        5,
                        "test-client",
                        frame.slice(4, frame.limit() - 4),
                        requests.get(0).topicNames()));
        assertThat(requests.get(0).sizeBytes()).isEqualTo(frame.limit() - 4);
    }

    /** Plays random requests, faults and verbs on three connections; returns the digest of all that came back. */
    private static String run(long seed, boolean inPieces) throws Exception {
        StubCluster cluster =
                StubCluster.builder().brokers(3).topic("t", 3).seed(seed).build();
        Random random = new Random(seed);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<StubConnection> connections = new ArrayList<>();
        for (int broker = 1; broker <= 3; broker++) {
            connections.add(cluster.connect(broker));
        }
        for (int step = 0; step < 300; step++) {
            long nowNs = step * 1_000_000L;
            int at = random.nextInt(3);
            if (connections.get(at).isClosed()) {
                connections.set(at, cluster.connect(at + 1));
            }
            ByteBuffer frame = request(random, step);
            if (random.nextInt(20) == 0) {
                meddle(cluster, random);
            }
            int piece = inPieces ? 7 : frame.remaining();
            while (frame.hasRemaining()) {
                int count = Math.min(piece, frame.remaining());
                connections.get(at).receive(frame.slice(frame.position(), count), nowNs);
                frame.position(frame.position() + count);
            }
            digest.update(Long.toString(cluster.tick(nowNs)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            for (StubConnection connection : connections) {
                connection.drain(part -> digest.update(part.duplicate()), nowNs);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer request(Random random, int step) {
        switch (random.nextInt(6)) {
            case 0 -> {
                return TestClient.frame(ApiKey.API_VERSIONS, 3, step, ApiVersionsRequest.of("a", "1")::write);
            }
            case 1 -> {
                List<String> names = List.of("t", "new" + random.nextInt(5));
                return TestClient.frame(ApiKey.METADATA, 12, step, MetadataRequest.ofNames(names, true)::write);
            }
            case 2 -> {
                InitProducerIdRequest request = InitProducerIdRequest.idempotent();
                return TestClient.frame(ApiKey.INIT_PRODUCER_ID, 4, step, request::write);
            }
            case 3 -> {
                FetchRequest request = TestClient.fetchRequest(
                        "t", FetchRequest.Partition.of(random.nextInt(3), random.nextInt(3), 1000), 20, 1);
                return TestClient.frame(ApiKey.FETCH, 12, step, request::write);
            }
            default -> {
                ByteBuffer batch =
                        Batches.sequenced(1000 + random.nextInt(2), 0, random.nextInt(4), "v" + random.nextInt());
                int acks = random.nextInt(3) - 1;
                return TestClient.frame(
                        ApiKey.PRODUCE, 9, step, TestClient.produceRequest("t", random.nextInt(3), batch, acks)::write);
            }
        }
    }

    private static void meddle(StubCluster cluster, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> cluster.partition("t", random.nextInt(3)).moveLeader(1 + random.nextInt(3));
            case 1 -> cluster.next(ApiKey.PRODUCE).delay(Duration.ofMillis(random.nextInt(10)));
            case 2 -> cluster.next(ApiKey.PRODUCE).times(2).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
            default -> cluster.nextRequest().afterApply().disconnect();
        }
    }

    private static Uuid topicId(long seed) {
        StubCluster cluster = StubCluster.builder().topic("t", 1).seed(seed).build();
        MetadataRequest request = MetadataRequest.ofAllTopics();
        return new TestClient(cluster, 1)
                .ask(ApiKey.METADATA, 12, request::write, MetadataResponse::read)
                .topics()
                .get(0)
                .topicId();
    }
}
