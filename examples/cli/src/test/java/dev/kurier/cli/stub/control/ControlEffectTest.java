package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.ProducerException;
import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.Scenario;
import dev.kurier.producer.Kurier;
import dev.kurier.protocol.Uuid;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said over the control port, or in a scenario, as a client sees it. */
@Timeout(60)
class ControlEffectTest {
    private static final Uuid ORDERS = new Uuid(7, 9);
    private static final String ORDERS_IN_BASE64 = "AAAAAAAAAAcAAAAAAAAACQ";
    private static final List<String> STAGES = List.of("received", "before-apply", "after-apply", "replying");

    private final StubServer stub =
            StubCluster.builder().topic("orders", 1, ORDERS).topic("parcels", 1).start();
    private ControlServer control = open(stub, Scenario.Installed.NOTHING);

    /** Where rules come from. */
    private enum Source {
        CONTROL_PORT,
        SCENARIO
    }

    @AfterEach
    void close() {
        control.close();
        stub.close();
    }

    @ParameterizedTest
    @EnumSource
    void strikesTheTopicOfAnIdAlone(Source source) throws Exception {
        install(
                source,
                List.of("{\"api\":\"produce\",\"topicId\":\"" + ORDERS_IN_BASE64 + "\",\"fail\":\"invalid-record\"}"));

        assertThatThrownBy(() -> produce("orders")).isInstanceOf(ProducerException.class);
        produce("parcels");
        stub.cluster().topic("orders").recreate(1);
        produce("orders");

        assertThat(send(control, "GET", "/faults/1", "")).contains("\"hits\":1");
    }

    @ParameterizedTest
    @EnumSource
    void holdsOneRequestAtEveryStageThatRulesName(Source source) throws Exception {
        install(
                source,
                STAGES.stream()
                        .map(stage -> "{\"api\":\"produce\",\"times\":1,\"stage\":\"" + stage + "\",\"hold\":true}")
                        .toList());
        CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> produce("orders"));
        for (int id = 1; id <= STAGES.size(); id++) {
            assertThat(send(control, "GET", "/faults/" + id + "/wait?hits=1&timeout=10s", ""))
                    .as(STAGES.get(id - 1))
                    .contains("\"hits\":1");
        }

        release(1);
        assertThat(send(control, "GET", "/topics/orders/records", "")).isEqualTo("[]");
        release(2);
        assertThat(send(control, "GET", "/topics/orders/records?atLeast=1&timeout=10s", ""))
                .contains("\"offset\":0");
        release(3);
        assertThat(producing).isNotDone();
        release(4);

        producing.get(20, TimeUnit.SECONDS);
        assertThat(stub.cluster().records("orders").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/brokers/1/link", "/link"})
    void makesASlowWayAsFastAsItWas(String path) throws Exception {
        try (StubServer still = StubCluster.builder().brokers(2).virtualClock().start();
                ControlServer port = open(still, Scenario.Installed.NOTHING)) {
            send(port, "POST", path, "{\"roundTripMs\":60000}");
            assertIsAnsweredOnlyWithTime(still, 1);
            if (path.equals("/link")) {
                assertIsAnsweredOnlyWithTime(still, 2);
            } else {
                assertIsAnsweredAtOnce(still.cluster().broker(2));
            }

            send(port, "DELETE", path, "");

            assertIsAnsweredAtOnce(still.cluster().broker(1));
            assertIsAnsweredAtOnce(still.cluster().broker(2));
        }
    }

    @Test
    void makesTheWayToOneBrokerFastAgainAndLeavesTheOthersSlow() throws Exception {
        try (StubServer still = StubCluster.builder().brokers(2).virtualClock().start();
                ControlServer port = open(still, Scenario.Installed.NOTHING)) {
            send(port, "POST", "/link", "{\"roundTripMs\":60000}");

            send(port, "DELETE", "/brokers/1/link", "");

            assertIsAnsweredAtOnce(still.cluster().broker(1));
            assertIsAnsweredOnlyWithTime(still, 2);
        }
    }

    private void install(Source source, List<String> rules) throws Exception {
        if (source == Source.SCENARIO) {
            control.close();
            String scenario = "{\"faults\":[" + String.join(",", rules) + "]}";
            control = open(stub, Scenario.install("file", scenario, stub.cluster()));
            return;
        }
        for (String rule : rules) {
            assertThat(send(control, "POST", "/faults", rule)).contains("\"id\"");
        }
    }

    private void release(int id) throws Exception {
        send(control, "POST", "/faults/" + id + "/release", "");
    }

    private void produce(String topic) {
        try (Producer<String, String> producer = Kurier.producer(stub.bootstrapServers())
                .serializers("string", "string")
                .build()) {
            producer.send(ProducerRecord.of(topic, "value")).join();
        }
    }

    private static ControlServer open(StubServer stub, Scenario.Installed installed) {
        try {
            return StubControl.open(stub, 0, installed);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertIsAnsweredAtOnce(StubBroker broker) throws IOException {
        try (Socket socket = ask(broker)) {
            new DataInputStream(socket.getInputStream()).readInt();
        }
    }

    /** The request may be read before or after the clock moves first; either way less than the round trip has passed then. */
    private static void assertIsAnsweredOnlyWithTime(StubServer server, int brokerId) throws IOException {
        try (Socket socket = ask(server.cluster().broker(brokerId))) {
            server.clock().advance(Duration.ofMillis(59_999));
            assertThat(socket.getInputStream().available()).isZero();
            while (socket.getInputStream().available() == 0) {
                server.clock().advance(Duration.ofMinutes(1));
            }
        }
    }

    /** Sends ApiVersions, version 0. */
    private static Socket ask(StubBroker broker) throws IOException {
        Socket socket = new Socket(broker.host(), broker.port());
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        socket.getOutputStream()
                .write(ByteBuffer.allocate(14)
                        .putInt(10)
                        .putShort((short) 18)
                        .putShort((short) 0)
                        .putInt(1)
                        .putShort((short) -1)
                        .array());
        return socket;
    }

    private static String send(ControlServer port, String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(port.url() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(connection.getResponseCode()).as(path).isBetween(200, 299);
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
