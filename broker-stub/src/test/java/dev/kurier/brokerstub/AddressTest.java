package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Where brokers listen, and what clients are told. */
@Timeout(60)
class AddressTest {
    @Test
    void servesAClientThatKnowsItByAnotherAddressOfThisMachine() throws Exception {
        try (StubServer server = StubCluster.builder()
                        .brokers(2)
                        .topic("orders", 2)
                        .listen("0.0.0.0")
                        .advertise("127.0.0.2")
                        .start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            assertThat(server.bootstrapServers()).matches("127\\.0\\.0\\.2:\\d+,127\\.0\\.0\\.2:\\d+");
            for (int partition = 0; partition < 2; partition++) {
                producer.send(new ProducerRecord<>("orders", partition, null, new byte[1]))
                        .get(30, TimeUnit.SECONDS);
            }

            assertThat(server.cluster().records("orders")).hasSize(2);
            assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS))
                    .hasSize(2)
                    .allMatch(node -> node.host().equals("127.0.0.2"));
        }
    }

    @Test
    void tellsEachBrokersOwnAddressAndPort() throws Exception {
        StubCluster cluster = StubCluster.builder()
                .brokers(2)
                .topic("orders", 1)
                .advertise("stub.test:19092", "[::1]:19093")
                .build();

        MetadataResponse told = new TestClient(cluster, 1)
                .ask(ApiKey.METADATA, 12, MetadataRequest.ofAllTopics()::write, MetadataResponse::read);

        assertThat(told.brokers())
                .extracting(broker -> broker.host() + " " + broker.port())
                .containsExactly("stub.test 19092", "::1 19093");
        assertThat(cluster.brokers())
                .extracting(StubBroker::hostPort)
                .containsExactly("stub.test:19092", "[::1]:19093");
        assertThatThrownBy(() -> cluster.broker(1).restartAtAnotherPort())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broker=1 advertises stub.test:19092, a fixed port");
        assertThat(cluster.broker(1).isUp()).isTrue();
    }

    @Test
    void listensWhereItIsToldAndComesBackThere() throws IOException {
        try (StubServer server = StubCluster.builder()
                .listen("127.0.0.3")
                .advertise("localhost:1")
                .start()) {
            int port = Integer.parseInt(server.cluster()
                    .core()
                    .ask(state -> state.brokers().get(0).listenHostPort())
                    .replace("127.0.0.3:", ""));
            server.cluster().broker(1).kill();
            server.cluster().broker(1).restart();

            new Socket("127.0.0.3", port).close();
            assertThat(server.cluster().broker(1).hostPort()).isEqualTo("localhost:1");
        }
    }

    @Test
    void servesAnIpv6Client() throws Exception {
        assumeTrue(hasIpv6(), "IPv6 is switched off here");
        try (StubServer server =
                        StubCluster.builder().topic("orders", 1).listen("[::1]").start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(server, Map.of())) {
            assertThat(server.bootstrapServers()).startsWith("[::1]:");
            producer.send(new ProducerRecord<>("orders", new byte[1]));

            assertThat(server.cluster().records("orders").await(1, Duration.ofSeconds(30)))
                    .hasSize(1);
        }
    }

    @Test
    void warnsThatStrangersCanConnect() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.kurier.brokerstub.net.Listeners");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            StubCluster.builder().start().close();
            StubCluster.builder().listen("localhost").start().close();
            assertThat(log.list).as("loopback").noneMatch(event -> event.getLevel() == Level.WARN);

            StubCluster.builder()
                    .listen("0.0.0.0")
                    .advertise("127.0.0.1")
                    .start()
                    .close();
            assertThat(log.list)
                    .filteredOn(event -> event.getLevel() == Level.WARN)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .contains("listens on 0.0.0.0", "no authentication"));
        } finally {
            logger.detachAppender(log);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0.0.0.0        | -          | listen=0.0.0.0 is every address of this machine
            [::]           | -          | listen=:: is every address of this machine
            0.0.0.0:9092   | -          | host='0.0.0.0:9092' is neither a name nor an address
            a b            | -          | host='a b' is neither
            127.0.0.1      | a,b,c      | advertise=[a, b, c] is neither one host for all brokers nor one for each of brokers=2
            127.0.0.1      | a:9092     | advertise=a:9092 can't be the port of each of brokers=2
            127.0.0.1      | a:1,a:1    | names an address twice
            127.0.0.1      | a:0,b:1    | port=0 of 'a:0' is not allowed: 1 to 65535
            127.0.0.1      | a:99999,b  | port=99999 of 'a:99999' is not allowed: 1 to 65535
            127.0.0.1      | a,:9092    | is neither a name nor an address
            127.0.0.1      | [::zz]:1,b | host='[::zz]' is neither
            """)
    void refusesAddressesThatClientsCouldNotUse(String listen, String advertise, String message) {
        assertThatThrownBy(() -> {
                    StubClusterBuilder builder =
                            StubCluster.builder().brokers(2).listen(listen);
                    if (advertise != null) {
                        builder.advertise(advertise.split(","));
                    }
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysThatAHostIsNotOfThisMachine() {
        assertThatThrownBy(() -> StubCluster.builder().listen("nowhere.invalid").start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("listen=nowhere.invalid is not known here");
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
