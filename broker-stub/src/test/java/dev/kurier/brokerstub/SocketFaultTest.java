package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.script.Gate;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults whose bytes and segments matter, on real sockets; where time matters, it is virtual. */
@Timeout(30)
class SocketFaultTest {
    /** ApiVersions 0, correlation id 7, no client id. */
    private static final byte[] HELLO = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};

    private static final int SILENCE_MS = 50;

    @Test
    void cutsAnAnswerAndCloses() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server)) {
            server.cluster().next(ApiKey.API_VERSIONS).truncateReplyAt(9).thenClose();
            socket.getOutputStream().write(HELLO);

            assertThat(socket.getInputStream().readAllBytes()).hasSize(9);
        }
    }

    @Test
    void resetsAConnection() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server)) {
            server.cluster().next(ApiKey.API_VERSIONS).reset();
            socket.getOutputStream().write(HELLO);

            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void holdsARequestAtAGate() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server)) {
            Gate gate = server.cluster().next(ApiKey.API_VERSIONS).hold();
            socket.getOutputStream().write(HELLO);
            gate.awaitArrived(Duration.ofSeconds(20));
            assertSilent(socket);

            gate.release();

            assertThat(socket.getInputStream().readNBytes(8)).endsWith(0, 0, 0, 7);
        }
    }

    @Test
    void followsAVirtualClock() throws Exception {
        try (StubServer server = StubCluster.builder().virtualClock().start();
                Socket socket = connect(server)) {
            server.cluster().next(ApiKey.API_VERSIONS).delay(Duration.ofHours(1));
            socket.getOutputStream().write(HELLO);
            awaitAllSpent(server);
            server.clock().advance(Duration.ofHours(1).minusNanos(1));
            assertSilent(socket);

            server.clock().advance(Duration.ofNanos(1));

            assertThat(socket.getInputStream().readNBytes(8)).endsWith(0, 0, 0, 7);
            assertThat(server.clock().now()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void tricklesByAVirtualClock() throws Exception {
        try (StubServer server = StubCluster.builder().virtualClock().start();
                Socket socket = connect(server)) {
            server.cluster().next(ApiKey.API_VERSIONS).trickle(5, Duration.ofMinutes(1));
            socket.getOutputStream().write(HELLO);

            assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
            assertSilent(socket);
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
            assertSilent(socket);
        }
    }

    @Test
    void hasNoClockToMoveUnlessItIsVirtual() {
        try (StubServer server = StubCluster.builder().start()) {
            assertThatThrownBy(server::clock)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("virtualClock()");
        }
    }

    @Test
    void pausesAndResumesABroker() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server)) {
            server.cluster().broker(1).pause();
            socket.getOutputStream().write(HELLO);
            assertSilent(socket);
            try (Socket waiting = connect(server)) {
                waiting.getOutputStream().write(HELLO);
                assertSilent(waiting);

                server.cluster().broker(1).resume();

                assertThat(socket.getInputStream().readNBytes(8)).endsWith(0, 0, 0, 7);
                assertThat(waiting.getInputStream().readNBytes(8)).endsWith(0, 0, 0, 7);
            }
        }
    }

    @Test
    void acceptsAndReadsNothingAsABlackHole() throws Exception {
        try (StubServer server = StubCluster.builder().start()) {
            server.cluster().broker(1).blackhole();
            try (Socket socket = connect(server)) {
                socket.getOutputStream().write(HELLO);
                assertSilent(socket);
            }
        }
    }

    @Test
    void refusesConnectionsAndAcceptsThemAgain() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server)) {
            hello(socket);
            server.cluster().broker(1).refuseConnections();
            assertThatThrownBy(() -> connect(server)).isInstanceOf(ConnectException.class);
            hello(socket);

            server.cluster().broker(1).acceptConnections();

            try (Socket again = connect(server)) {
                hello(again);
            }
        }
    }

    private static void awaitAllSpent(StubServer server) {
        while (server.cluster().faults().size() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void hello(Socket socket) throws IOException {
        socket.getOutputStream().write(HELLO);
        byte[] size = socket.getInputStream().readNBytes(4);
        assertThat(socket.getInputStream().readNBytes((size[2] & 0xff) << 8 | (size[3] & 0xff)))
                .startsWith(0, 0, 0, 7);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(0);
    }

    private static Socket connect(StubServer server) throws IOException {
        StubBroker broker = server.cluster().broker(1);
        return new Socket(broker.host(), broker.port());
    }
}
