package dev.kurier.integrationtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Has each client do each job against one stub, compares what came of it, and prints the table of the guide. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompatibilityMatrixTest {
    private static final String TO_READ = "to-read";
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "..", "docs", "broker-stub.md");

    private final Map<Row, Map<String, String>> cells = new EnumMap<>(Row.class);
    private List<MatrixClient> clients;
    private StubServer stub;
    private Outcomes outcomes;

    @BeforeAll
    void start() throws Exception {
        stub = StubCluster.builder()
                .brokers(3)
                .topic(TO_READ, 2)
                .defaultPartitions(2)
                .lint()
                .start();
        outcomes = new Outcomes(stub.cluster(), TO_READ);
        clients = List.of(
                new IsolatedJavaClient("4.4.0", "kafka-4.4.0"),
                new IsolatedJavaClient("4.3.1", "kafka-clients-4.3.1"),
                new IsolatedJavaClient("3.9.1", "kafka-3.9.1"),
                new IsolatedJavaClient("2.8.2", "kafka-clients-2.8.2"),
                new KcatClient());
        clients.get(0).run(Row.PRODUCE_GZIP, TO_READ, stub.bootstrapServers());
    }

    @AfterAll
    void close() throws Exception {
        for (MatrixClient client : clients) {
            client.close();
        }
        stub.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> everyClientDoesEveryJob() {
        return Stream.of(Row.values())
                .flatMap(row -> clients.stream()
                        .filter(client -> client.knows(row))
                        .map(client ->
                                DynamicTest.dynamicTest(row.title() + ", " + client.name(), () -> run(row, client))));
    }

    @Test
    @Order(2)
    void theGuideShowsThisTable() throws IOException {
        String table = table();
        System.out.println(table);

        assertThat(Files.readString(PAGE)).contains(table);
    }

    @Test
    @Order(3)
    void theLinterFindsFaultWithNoneOfTheirRequests() {
        assertThat(stub.cluster().lint().assertClean().requests()).isGreaterThan(100);
    }

    private void run(Row row, MatrixClient client) throws Exception {
        cells.computeIfAbsent(row, any -> new HashMap<>()).put(client.name(), "no");
        String topic = row.job() == Row.Job.CONSUME ? TO_READ : row.topic(client.name());
        outcomes.prepare(row.job(), topic);
        List<String> seen = client.run(row, topic, stub.bootstrapServers());
        outcomes.check(row.job(), topic, seen);
        cells.get(row).put(client.name(), "yes");
    }

    private String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + clients.stream().map(MatrixClient::name).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- |" + " --- |".repeat(clients.size()));
        for (Row row : Row.values()) {
            Map<String, String> found = cells.getOrDefault(row, Map.of());
            lines.add("| " + row.title() + " | "
                    + clients.stream()
                            .map(client -> found.getOrDefault(client.name(), "–"))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        return String.join("\n", lines) + "\n";
    }
}
