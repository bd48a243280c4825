package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.script.DelayDistribution;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that take time, on real sockets by the system's clock: never early, and by themselves. */
@Timeout(30)
class RealTimeFaultTest {
    private static final Duration SOME_TIME = Duration.ofMillis(60);

    @Test
    void answersLateOverALongLink() throws Exception {
        assertThat(timeOfAnAnswer(cluster -> cluster.link().roundTrip(SOME_TIME)))
                .isGreaterThanOrEqualTo(SOME_TIME);
    }

    @Test
    void answersLateOverAnUnsteadyLink() throws Exception {
        assertThat(timeOfAnAnswer(cluster ->
                        cluster.link().roundTrip(DelayDistribution.uniform(SOME_TIME, SOME_TIME.plusMillis(1)))))
                .isGreaterThanOrEqualTo(SOME_TIME);
    }

    @Test
    void sendsNoMoreThanTheBandwidth() throws Exception {
        assertThat(timeOfAnAnswer(cluster -> cluster.link().bandwidth(500))).isGreaterThanOrEqualTo(SOME_TIME);
    }

    @Test
    void slicesAnswers() throws Exception {
        assertThat(timeOfAnAnswer(cluster -> cluster.link().slicer(20, Duration.ofMillis(30))))
                .isGreaterThanOrEqualTo(SOME_TIME);
    }

    @Test
    void tricklesAnAnswer() throws Exception {
        assertThat(timeOfAnAnswer(cluster -> cluster.next(ApiKey.PRODUCE).trickle(20, Duration.ofMillis(30))))
                .isGreaterThanOrEqualTo(SOME_TIME);
    }

    @Test
    void delaysARequest() throws Exception {
        assertThat(timeOfAnAnswer(cluster -> cluster.next(ApiKey.PRODUCE).delay(DelayDistribution.fixed(SOME_TIME))))
                .isGreaterThanOrEqualTo(SOME_TIME);
    }

    @Test
    void appliesARequestLateWhoseConnectionIsGone() throws Exception {
        try (StubServer server = StubCluster.builder().topic("t", 1).start();
                Socket socket = connect(server)) {
            server.cluster().next(ApiKey.PRODUCE).applyLate(SOME_TIME);
            long startNs = System.nanoTime();
            socket.getOutputStream().write(request());
            assertThat(socket.getInputStream().read()).isEqualTo(-1);

            server.cluster().records("t").await(1, Duration.ofSeconds(20));

            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isGreaterThanOrEqualTo(SOME_TIME);
        }
    }

    @Test
    void readsAgainAfterAThrottle() throws Exception {
        try (StubServer server = StubCluster.builder().topic("t", 1).start();
                Socket socket = connect(server)) {
            server.cluster().next(ApiKey.PRODUCE).throttle(SOME_TIME);
            long startNs = System.nanoTime();
            socket.getOutputStream().write(request());
            answer(socket);
            socket.getOutputStream().write(request());
            answer(socket);

            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isGreaterThanOrEqualTo(SOME_TIME);
        }
    }

    private static Duration timeOfAnAnswer(Consumer<StubCluster> slow) throws IOException {
        try (StubServer server = StubCluster.builder().topic("t", 1).start();
                Socket socket = connect(server)) {
            slow.accept(server.cluster());
            long startNs = System.nanoTime();
            socket.getOutputStream().write(request());
            answer(socket);
            return Duration.ofNanos(System.nanoTime() - startNs);
        }
    }

    private static void answer(Socket socket) throws IOException {
        int size = ByteBuffer.wrap(socket.getInputStream().readNBytes(4)).getInt();
        assertThat(socket.getInputStream().readNBytes(size)).hasSize(size);
    }

    private static Socket connect(StubServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.cluster().broker(1).port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] request() {
        return TestClient.frame(ApiKey.PRODUCE, 9, 1, TestClient.produceRequest("t", 0, Batches.plain("a"), 1)::write)
                .array();
    }
}
