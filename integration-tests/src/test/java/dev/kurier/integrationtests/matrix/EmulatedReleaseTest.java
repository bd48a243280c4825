package dev.kurier.integrationtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Has the newest client, an old one and kcat do their jobs with stubs of older releases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatedReleaseTest {
    private static final String TO_READ = "to-read";
    private static final Set<Row> ROWS = EnumSet.complementOf(
            EnumSet.of(Row.PRODUCE_ACKS_0, Row.PRODUCE_ACKS_1, Row.PRODUCE_SNAPPY, Row.PRODUCE_LZ4));

    /** The newest version of Produce that a release speaks. */
    private static final Map<String, Integer> PRODUCE = Map.of("2.8", 9, "3.9", 11, "4.0", 12, "4.4", 13);

    private List<MatrixClient> clients;

    @BeforeAll
    void load() throws IOException {
        clients = List.of(
                new IsolatedJavaClient("4.4.0", "kafka-4.4.0"),
                new IsolatedJavaClient("2.8.2", "kafka-clients-2.8.2"),
                new KcatClient());
    }

    @AfterAll
    void unload() throws Exception {
        for (MatrixClient client : clients) {
            client.close();
        }
    }

    @TestFactory
    Stream<DynamicContainer> clientsWorkWithOlderReleases() {
        return Stream.of("2.8", "3.9", "4.0")
                .map(release -> DynamicContainer.dynamicContainer(
                        release,
                        clients.stream()
                                .map(client -> DynamicTest.dynamicTest(client.name(), () -> work(release, client)))));
    }

    @TestFactory
    Stream<DynamicTest> theNewestClientSpeaksAsNewAsTheReleaseCan() {
        return PRODUCE.entrySet().stream()
                .map(expected -> DynamicTest.dynamicTest(expected.getKey(), () -> {
                    try (StubServer stub = stub(expected.getKey())) {
                        clients.get(0).run(Row.PRODUCE_ZSTD, "t", stub.bootstrapServers());

                        assertThat(stub.cluster().requests(ApiKey.PRODUCE))
                                .isNotEmpty()
                                .extracting(ReceivedRequest::apiVersion)
                                .containsOnly(expected.getValue().shortValue());
                    }
                }));
    }

    private static void work(String release, MatrixClient client) throws Exception {
        try (StubServer stub = stub(release)) {
            Outcomes outcomes = new Outcomes(stub.cluster(), TO_READ);
            client.run(Row.PRODUCE_GZIP, TO_READ, stub.bootstrapServers());
            outcomes.check(Row.Job.PRODUCE, TO_READ, List.of());
            for (Row row : ROWS) {
                if (client.knows(row)) {
                    String topic = row.job() == Row.Job.CONSUME ? TO_READ : row.topic(client.name());
                    outcomes.prepare(row.job(), topic);
                    outcomes.check(row.job(), topic, client.run(row, topic, stub.bootstrapServers()));
                }
            }
        }
    }

    private static StubServer stub(String release) {
        return StubCluster.builder()
                .emulate(release)
                .brokers(3)
                .topic(TO_READ, 2)
                .defaultPartitions(2)
                .recordRequests(true)
                .start();
    }
}
