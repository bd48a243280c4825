package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.net.SocketLoop;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.Gate;
import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a callback of the test throws costs one connection, and reaches the test. */
@Timeout(30)
class ContainedFailureTest {
    /** ApiVersions 0, correlation id 7, no client id. */
    private static final byte[] HELLO = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};

    private static final Duration LONG = Duration.ofSeconds(20);

    private final StubServer server = StubCluster.builder().start();
    private final StubCluster cluster = server.cluster();

    /** Is what a callback may throw. */
    enum Thrown {
        ASSERTION(new AssertionError("boom")),
        EXCEPTION(new IllegalStateException("boom")),
        NO_MEMORY(new OutOfMemoryError("boom"));

        private final Throwable thrown;

        Thrown(Throwable thrown) {
            this.thrown = thrown;
        }

        boolean raise() {
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) thrown;
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesOthersWhenAConditionThrows(Thrown kind) throws Exception {
        FaultHandle rule =
                cluster.next(ApiKey.API_VERSIONS).when(r -> kind.raise()).observe();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        rule.remove();

        assertServes();
        assertThatThrownBy(cluster.faults()::assertAllHit)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("connection=1 to broker=1")
                .hasMessageContaining("boom")
                .hasCause(kind.thrown);
        assertThatCode(server::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void servesOthersWhenAConditionOfACutThrows(Thrown kind) throws Exception {
        FaultHandle rule = cluster.next(ApiKey.API_VERSIONS)
                .when(r -> kind.raise())
                .cutRequestAt(13)
                .thenClose();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        rule.remove();

        assertServes();
        assertThatThrownBy(server::close).hasCause(kind.thrown);
    }

    @ParameterizedTest
    @EnumSource
    void showsAtTheEndWhatAnEditorThrew(Thrown kind) throws Exception {
        cluster.next(ApiKey.API_VERSIONS).corruptReply(bytes -> {
            kind.raise();
            return bytes;
        });
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertServes();

        assertThatThrownBy(server::close).hasCause(kind.thrown);
        assertThatCode(server::close).doesNotThrowAnyException();
    }

    @Test
    void servesOthersWhenAnEditorThrowsAfterADelay() throws Exception {
        cluster.next(ApiKey.API_VERSIONS).delay(Duration.ofMillis(20));
        cluster.next(ApiKey.API_VERSIONS).corruptReply(bytes -> {
            throw new IllegalStateException("boom");
        });
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }

        assertServes();
        assertThatThrownBy(server::close).hasMessageContaining("boom");
    }

    @Test
    void endsAWaitForHitsWithTheFailure() throws Exception {
        FaultHandle rule = cluster.next(ApiKey.API_VERSIONS)
                .when(r -> Thrown.ASSERTION.raise())
                .observe();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);

            assertThatThrownBy(() -> rule.awaitHits(1, LONG)).hasCause(Thrown.ASSERTION.thrown);
        }
        server.close();
    }

    @Test
    void endsAWaitAtAGateWithTheFailure() throws Exception {
        Gate gate = cluster.next(ApiKey.API_VERSIONS)
                .when(r -> Thrown.EXCEPTION.raise())
                .hold();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);

            assertThatThrownBy(() -> gate.awaitArrived(LONG)).hasCause(Thrown.EXCEPTION.thrown);
        }
        server.close();
    }

    @Test
    void showsAnErrorOfATimedStep() throws Exception {
        Timeline.Step step = cluster.timeline().at(Duration.ZERO, "claim", Thrown.ASSERTION::raise);

        assertThatThrownBy(() -> step.awaitRuns(2, LONG))
                .hasMessageContaining("timed step 'claim'")
                .hasCause(Thrown.ASSERTION.thrown);
        assertServes();
        server.close();
    }

    @Test
    void showsSeveralFailuresTogether() throws Exception {
        cluster.every(ApiKey.API_VERSIONS).when(r -> Thrown.ASSERTION.raise()).observe();
        for (int i = 0; i < 12; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(HELLO);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }

        Throwable shown = org.assertj.core.api.Assertions.catchThrowable(server::close);
        assertThat(shown).hasMessageContaining("connection=1 ");
        assertThat(shown.getSuppressed()).hasSize(9);
        assertThat(shown.getSuppressed()[0]).hasMessageContaining("connection=2 ");
    }

    @Test
    void throwsFromTheCallThatDrivesAClusterWithoutSockets() {
        StubCluster inMemory = StubCluster.builder().build();
        FaultHandle rule = inMemory.next(ApiKey.API_VERSIONS)
                .when(r -> Thrown.ASSERTION.raise())
                .observe();
        StubConnection connection = inMemory.connect(1);

        assertThatThrownBy(() -> connection.receive(ByteBuffer.wrap(HELLO), 0)).hasCause(Thrown.ASSERTION.thrown);
        assertThat(connection.isClosed()).isTrue();
        rule.remove();
        StubConnection next = inMemory.connect(1);
        next.receive(ByteBuffer.wrap(HELLO), 1);
        assertThat(next.drain(bytes -> {}, 1)).isTrue();
        server.close();
    }

    @Test
    void tellsThatItHasEnded() throws Exception {
        server.close();

        assertThat(server.awaitEnd()).isTrue();
    }

    @Test
    void tellsThatItHasGivenUp() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        SocketLoop.Clock broken = new SocketLoop.Clock(
                () -> {
                    if (reads.incrementAndGet() > 10) {
                        throw new IllegalStateException("no clock");
                    }
                    return System.nanoTime();
                },
                false);
        StubCluster clockless = StubCluster.builder().build();
        SocketLoop loop = SocketLoop.start(clockless.core(), broken);
        new Socket("127.0.0.1", clockless.broker(1).port()).close();
        for (int i = 0; i < 10; i++) {
            loop.wake(); // each turn reads the clock
            Thread.yield();
        }

        assertThat(loop.awaitEnd()).isFalse();
        assertThatThrownBy(clockless.core()::showFailure).hasMessageContaining("no clock");
        server.close();
    }

    @Test
    void getsOverAFailureThatPasses() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        SocketLoop.Clock shaken = new SocketLoop.Clock(
                () -> {
                    int read = reads.incrementAndGet();
                    if (read > 1 && read < 50) {
                        throw new OutOfMemoryError("for a while");
                    }
                    return System.nanoTime();
                },
                false);
        StubCluster other = StubCluster.builder().build();
        try (SocketLoop loop = SocketLoop.start(other.core(), shaken);
                Socket socket = new Socket("127.0.0.1", other.broker(1).port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(HELLO);

            assertThat(socket.getInputStream().readNBytes(8)).endsWith(0, 0, 0, 7);
            loop.settle();
        }
        server.close();
    }

    private void assertServes() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HELLO);
            assertThat(socket.getInputStream().readNBytes(8)).endsWith(0, 0, 0, 7);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", cluster.broker(1).port());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
