package dev.kurier.integrationtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubPartition;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.brokerstub.look.ProducedBatch;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.produce.ProduceRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Has clients that are not Java's work with the stub, and judges what came of it by the stub's logs and requests. */
@Timeout(150)
class ForeignClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private StubServer stub;

    @BeforeAll
    static void layOut() throws IOException {
        ForeignClient.layOut();
    }

    @BeforeEach
    void start() {
        stub = StubCluster.builder().brokers(3).recordRequests(true).start();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    static Stream<Arguments> producing() {
        return Stream.of(ForeignClient.values())
                .flatMap(client -> Stream.concat(
                        Stream.of("0", "1").map(acks -> Arguments.of(client, "none", acks)),
                        client.codecs().stream().map(codec -> Arguments.of(client, codec, "all"))));
    }

    @ParameterizedTest(name = "{0} produces, codec {1}, acks={2}", quoteTextArguments = false)
    @MethodSource("producing")
    void produces(ForeignClient client, String codec, String acks) throws Exception {
        try (ClientProcess process = client.start("produce", stub.bootstrapServers(), "orders", codec, acks)) {
            process.await();
        }

        // with acks=0 a client may be done before its last bytes have been read
        assertThat(stub.cluster().records("orders").await(Sample.RECORDS, PATIENCE))
                .allSatisfy(record -> assertThat(header(record)).isEqualTo("trace=4711"))
                .extracting(ForeignClientsTest::line)
                .containsExactlyElementsOf(Sample.lines());
        assertThat(stub.cluster().requests(ApiKey.PRODUCE))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.clientId()).isEqualTo(client.toString()))
                .allSatisfy(request -> assertThat(((ProduceRequest) request.body()).acks())
                        .isEqualTo(acks.equals("all") ? (short) -1 : Short.parseShort(acks)));
        assertThat(stub.cluster().requests().batches())
                .extracting(ProducedBatch::compression)
                .allSatisfy(
                        used -> assertThat(used.name().toLowerCase(Locale.ROOT)).isEqualTo(codec));
    }

    static Stream<ForeignClient> assigning() {
        return Stream.of(ForeignClient.values()).filter(ForeignClient::assigns);
    }

    @ParameterizedTest(name = "{0} reads a partition it assigns itself")
    @MethodSource("assigning")
    void reads(ForeignClient client) throws Exception {
        stub.cluster().createTopic("orders", 2);
        StubPartition partition = stub.cluster().partition("orders", 0);
        List<StoredRecord.Header> trace = List.of(new StoredRecord.Header("trace", ByteBuffer.wrap(bytes("4711"))));
        for (String line : Sample.lines()) {
            int colon = line.indexOf(':');
            partition.append(bytes(line.substring(0, colon)), bytes(line.substring(colon + 1)), trace);
        }

        try (ClientProcess process = client.start("read", stub.bootstrapServers(), "orders")) {
            assertThat(process.await())
                    .containsExactlyElementsOf(stub.cluster().records("orders", 0).stream()
                            .map(record -> record.offset() + " 4711 " + line(record))
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0} creates, describes and deletes a topic")
    @EnumSource
    void administers(ForeignClient client) throws Exception {
        stub.cluster().createTopic("orders-old", 1);

        try (ClientProcess process = client.start("administer", stub.bootstrapServers(), "orders")) {
            assertThat(process.await()).containsExactly("0 1", "1 2", "2 3");
        }

        assertThat(stub.cluster().topics()).extracting(topic -> topic.name()).containsExactly("orders");
        assertThat(stub.cluster().topic("orders").partitions())
                .extracting(StubPartition::isr)
                .containsExactly(List.of(1, 2), List.of(2, 3), List.of(3, 1));
    }

    @ParameterizedTest(name = "{0} goes on while the leader is killed and restarted")
    @EnumSource
    void survivesARestart(ForeignClient client) throws Exception {
        stub.cluster().createTopic("orders", 1);
        StubPartition partition = stub.cluster().partition("orders", 0);
        int leader = partition.leader();

        try (ClientProcess process = client.start("produce-slowly", stub.bootstrapServers(), "orders")) {
            stub.cluster().records("orders").await(Sample.RECORDS / 4, PATIENCE);
            stub.cluster().broker(leader).kill();
            stub.cluster().records("orders").await(Sample.RECORDS / 2, PATIENCE);
            stub.cluster().broker(leader).restart();
            process.await();
        }

        assertThat(partition.leader()).isNotEqualTo(leader);
        // a record whose response was lost may be there twice, unless the client is idempotent
        assertThat(new LinkedHashSet<>(stub.cluster().records("orders").stream()
                        .map(ForeignClientsTest::line)
                        .toList()))
                .containsExactlyElementsOf(Sample.lines());
    }

    private static String line(StoredRecord record) {
        return record.keyText() + ":" + record.valueText();
    }

    private static String header(StoredRecord record) {
        StoredRecord.Header only = record.headers().get(0);
        return only.name() + "=" + only.valueText();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
