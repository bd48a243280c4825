package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.Gate;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of which only a part comes in: without sockets in virtual time, and on real ones. */
@Timeout(30)
class CutRequestTest {
    private final StubCluster cluster = StubCluster.builder().topic("t", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void closesWhenThatManyBytesHaveComeAndAppliesNothing() {
        ByteBuffer request = request(1, "a");
        FaultHandle rule = cluster.next(ApiKey.PRODUCE).cutRequestAt(60).thenClose();

        client.sendBytes(request.duplicate().limit(59));
        assertThat(client.connection().isClosed()).isFalse();
        client.sendBytes(request.duplicate().position(59).limit(60));

        assertThat(client.connection().isClosed()).isTrue();
        assertThat(client.connection().isReset()).isFalse();
        assertThat(rule.hits()).isEqualTo(1);
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void cutsARequestThatCameInOnePieceToo() {
        cluster.next(ApiKey.PRODUCE).cutRequestAt(60).thenReset();

        client.sendBytes(request(1, "a"));

        assertThat(client.connection().isReset()).isTrue();
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void answersWhatCameBeforeTheCutRequest() {
        cluster.next(ApiKey.PRODUCE).skip(1).cutRequestAt(60).thenClose();

        client.sendBytes(request(1, "a"));
        client.sendBytes(request(2, "b"));

        assertThat(client.hasAnswer()).isTrue();
        assertThat(client.connection().isClosed()).isTrue();
        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("a");
    }

    @Test
    void stallsForEverAndForgetsTheRequestWhenTheClientHangsUp() {
        cluster.next(ApiKey.PRODUCE).cutRequestAt(60).thenStall();

        client.sendBytes(request(1, "a"));
        client.sendBytes(request(2, "b"));
        cluster.tick(Long.MAX_VALUE / 2);

        assertThat(client.connection().isClosed()).isFalse();
        client.connection().close();
        cluster.tick(Long.MAX_VALUE / 2);
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void takesInTheRestWhenTheGateOpens() {
        Gate gate = cluster.next(ApiKey.PRODUCE).cutRequestAt(60).thenHold();
        client.sendBytes(request(1, "a"));
        client.sendBytes(request(2, "b"));
        assertThat(gate.arrived()).isEqualTo(1);
        assertThat(cluster.records("t")).isEmpty();

        gate.release();
        cluster.tick(0);

        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("a", "b");
    }

    @Test
    void leavesOtherApisClientsAndShorterRequestsAlone() {
        ByteBuffer request = request(1, "a");
        cluster.every(ApiKey.FETCH).cutRequestAt(20).thenClose();
        cluster.everyRequest().clientId("another").cutRequestAt(20).thenClose();
        cluster.every(ApiKey.PRODUCE).broker(2).cutRequestAt(20).thenClose();
        FaultHandle tooLong =
                cluster.every(ApiKey.PRODUCE).cutRequestAt(request.remaining()).thenClose();

        client.sendBytes(request);

        assertThat(client.hasAnswer()).isTrue();
        assertThat(tooLong.hits()).isZero();
        assertThat(cluster.records("t")).hasSize(1);
    }

    @Test
    void judgesARequestThatComesInPiecesOnce() {
        FaultHandle second =
                cluster.next(ApiKey.PRODUCE).skip(1).cutRequestAt(60).thenClose();
        ByteBuffer request = request(1, "a");
        for (int i = 0; i < request.limit(); i++) {
            client.sendBytes(request.duplicate().position(i).limit(i + 1));
        }

        assertThat(client.hasAnswer()).isTrue();
        assertThat(second.hits()).isZero();
        client.sendBytes(request(2, "b"));
        assertThat(client.connection().isClosed()).isTrue();
    }

    @Test
    void cutsOffTheLastByte() {
        ByteBuffer request = request(1, "a");
        FaultHandle rule = cluster.next(ApiKey.PRODUCE)
                .cutRequestAt(request.remaining() - 1)
                .thenClose();

        client.sendBytes(request);

        assertThat(rule.hits()).isEqualTo(1);
        assertThat(cluster.records("t")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 12, 25})
    void knowsTheClientHoweverEarlyItCuts(int bytes) {
        cluster.next(ApiKey.PRODUCE).clientId("test-client").cutRequestAt(bytes).thenClose();
        ByteBuffer request = request(1, "a");
        for (int i = 0; i < 25; i++) {
            client.sendBytes(request.duplicate().position(i).limit(i + 1));
        }

        assertThat(client.connection().isClosed()).isTrue();
    }

    @Test
    void tellsThatHalfARequestHasNoTopics() {
        assertThatThrownBy(() -> cluster.next(ApiKey.PRODUCE).topic("t").cutRequestAt(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cutRequestAt=9 does not go with a topic");
    }

    @Test
    void resetsASocketInTheMiddleOfARequest() throws Exception {
        try (StubServer server = StubCluster.builder().topic("t", 1).start();
                Socket socket =
                        new Socket("127.0.0.1", server.cluster().broker(1).port())) {
            server.cluster().next(ApiKey.PRODUCE).cutRequestAt(60).thenReset();
            byte[] request = request(1, "a").array();
            socket.getOutputStream().write(request, 0, 60);

            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(server.cluster().records("t")).isEmpty();
        }
    }

    @Test
    void leavesTheRestOfARequestInTheClientsHandsUntilTheGateOpens() throws Exception {
        try (StubServer server = StubCluster.builder()
                        .topic("t", 1)
                        .maxMessageBytes(1 << 26)
                        .start();
                SocketChannel socket = SocketChannel.open(new InetSocketAddress(
                        "127.0.0.1", server.cluster().broker(1).port()))) {
            Gate gate = server.cluster().next(ApiKey.PRODUCE).cutRequestAt(1024).thenHold();
            ByteBuffer request = request(1, "x".repeat(1 << 25));
            socket.configureBlocking(false);
            socket.write(request);
            gate.awaitArrived(Duration.ofSeconds(20));
            fill(socket, request);
            assertThat(request.remaining()).as("what the broker does not take").isPositive();

            gate.release();
            socket.configureBlocking(true);
            while (request.hasRemaining()) {
                socket.write(request);
            }

            server.cluster().records("t").await(1, Duration.ofSeconds(20));
        }
    }

    /** Writes until the buffers of the operating system have been full for a while. */
    private static void fill(SocketChannel socket, ByteBuffer request) throws IOException {
        long quietSinceNs = System.nanoTime();
        while (System.nanoTime() - quietSinceNs < 200_000_000 && request.hasRemaining()) {
            if (socket.write(request) > 0) {
                quietSinceNs = System.nanoTime();
            }
        }
    }

    private static ByteBuffer request(int correlationId, String value) {
        return TestClient.frame(
                ApiKey.PRODUCE, 9, correlationId, TestClient.produceRequest("t", 0, Batches.plain(value), 1)::write);
    }
}
