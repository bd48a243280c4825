package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StubServerTest {
    /** ApiVersions 0, correlation id 7, no client id. */
    private static final byte[] HELLO = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};

    @Test
    void listensOnLoopbackOnly() {
        try (StubServer server = StubCluster.builder().brokers(3).start()) {
            assertThat(server.cluster().brokers())
                    .allMatch(broker -> broker.host().equals("127.0.0.1") && broker.port() > 0)
                    .extracting(StubBroker::port)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void opensItsPortsOnlyWhenEverythingIsReady() throws Exception {
        int port = freePort();
        StubClusterBuilder builder = StubCluster.builder().ports(port);
        try (StubServer server = builder.start(cluster -> {
                    cluster.createTopic("late", 1);
                    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
                });
                Socket socket = connect(server, 1)) {
            hello(socket);
            assertThat(server.cluster().broker(1).port()).isEqualTo(port);
        }
    }

    @Test
    void advertisesTheAddressAtWhichItListens() {
        try (StubServer server = StubCluster.builder().brokers(2).start()) {
            MetadataRequest request = MetadataRequest.ofAllTopics();
            List<String> advertised = new TestClient(server.cluster(), 1)
                    .ask(ApiKey.METADATA, 9, request::write, MetadataResponse::read).brokers().stream()
                            .map(broker -> broker.host() + ":" + broker.port())
                            .toList();

            assertThat(String.join(",", advertised)).isEqualTo(server.bootstrapServers());
            assertThat(advertised).allMatch(address -> address.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void leavesNoThreadAndNoPortBehind() throws Exception {
        for (int i = 0; i < 20; i++) {
            StubServer server = StubCluster.builder().brokers(3).start();
            try (Socket socket = connect(server, 1)) {
                hello(socket);
                server.close();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            for (StubBroker broker : server.cluster().brokers()) {
                assertThatThrownBy(() -> connect(broker)).isInstanceOf(ConnectException.class);
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("kurier-broker-stub"));
    }

    @Test
    void closesTwiceWithoutHarm() {
        StubServer server = StubCluster.builder().start();
        server.close();
        server.close();
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() ->
                            StubCluster.builder().brokers(2).ports(0, port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("broker=2 can't listen on 127.0.0.1:" + port);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("kurier-broker-stub"));
    }

    @Test
    void refusesAsManyPortsAsThereAreNoBrokersFor() {
        assertThatThrownBy(() -> StubCluster.builder().brokers(2).ports(9092).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ports=[9092] are not one for each of brokers=2");
    }

    @Test
    void killsABrokerAndRestartsItWhereItWas() throws Exception {
        try (StubServer server = StubCluster.builder().brokers(2).start();
                Socket socket = connect(server, 1)) {
            hello(socket);
            StubBroker address = server.cluster().brokers().get(0);
            int port = address.port();

            server.cluster().broker(1).kill();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> server.cluster().connect(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broker=1 is down; restart it first");
            server.cluster().broker(1).restart();
            assertThat(address.port()).isEqualTo(port);
            try (Socket again = connect(address)) {
                hello(again);
            }
        }
    }

    @Test
    void servesManyConnectionsAtOnce() throws Exception {
        try (StubServer server = StubCluster.builder().brokers(3).start()) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                sockets.add(connect(server, 1 + i % 3));
            }
            for (Socket socket : sockets) {
                hello(socket);
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void answersWhenADelayIsOver() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server, 1)) {
            server.cluster().next(ApiKey.API_VERSIONS).delay(Duration.ofMillis(80));
            long startNs = System.nanoTime();

            hello(socket);

            assertThat(System.nanoTime() - startNs)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(80).toNanos());
        }
    }

    @Test
    void takesALargeRequestInManyPieces() throws Exception {
        try (StubServer server = StubCluster.builder()
                        .topic("t", 1)
                        .maxMessageBytes(20 << 20)
                        .start();
                Socket socket = connect(server, 1)) {
            ByteBuffer batch = Batches.plain("x".repeat(9 << 20));
            for (int i = 0; i < 3; i++) {
                ProduceRequest request = TestClient.produceRequest("t", 0, batch, 1);
                ByteBuffer frame = TestClient.frame(ApiKey.PRODUCE, 9, i, request::write);
                socket.getOutputStream().write(frame.array(), 0, frame.limit());
            }
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 3; i++) {
                byte[] answer = new byte[in.readInt()];
                in.readFully(answer);
                assertThat(ByteBuffer.wrap(answer).getInt()).isEqualTo(i);
            }
            assertThat(server.cluster().partition("t", 0).endOffset()).isEqualTo(3);
        }
    }

    @Test
    void hangsUpOnAFrameThatIsTooLarge() throws Exception {
        try (StubServer server = StubCluster.builder().start();
                Socket socket = connect(server, 1)) {
            socket.getOutputStream().write(new byte[] {'G', 'E', 'T', ' ', '/'});

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void discardsWhatIsProduced() throws Exception {
        try (StubServer server = StubCluster.builder()
                .brokers(2)
                .topic("orders", 2)
                .discard(true)
                .checkCrc(false)
                .start()) {
            KafkaClientsTest.produce(server, KafkaClientsTest.records("orders", 2), java.util.Map.of());

            assertThat(server.cluster().partition("orders", 0).endOffset()).isEqualTo(100);
            assertThat(server.cluster().records("orders")).isEmpty();
            TestClient client = new TestClient(server.cluster(), 1);
            assertThat(client.produce("orders", 0, Batches.plain("a", "b")).baseOffset())
                    .isEqualTo(100);
            assertThat(ErrorCode.of(
                            client.produce("orders", 0, ByteBuffer.allocate(5)).errorCode()))
                    .isEqualTo(ErrorCode.INVALID_RECORD);
        }
    }

    private static Socket connect(StubServer server, int brokerId) throws IOException {
        return connect(server.cluster().brokers().get(brokerId - 1));
    }

    private static Socket connect(StubBroker broker) throws IOException {
        return new Socket(broker.host(), broker.port());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void hello(Socket socket) throws IOException {
        socket.getOutputStream().write(HELLO);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] answer = new byte[in.readInt()];
        in.readFully(answer);
        assertThat(ByteBuffer.wrap(answer).getInt()).isEqualTo(7);
    }
}
