package dev.kurier.integrationtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.client.Kcat;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.fetch.FetchRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real consumers read a topic in many small polls, and their requests are looked at: they go on in one session. */
@Timeout(60)
class IncrementalPollTest {
    private static final int PARTITIONS = 3;
    private static final int SENDS = 8;
    private static final String TOPIC = "parcels";

    /** Answers that hold one batch each. */
    private static final Map<String, String> LITTLE_AT_A_TIME =
            Map.of("fetch.max.bytes", "1", "max.partition.fetch.bytes", "1", "max.poll.records", "5");

    @ParameterizedTest
    @CsvSource({"4.4.0, kafka-4.4.0", "4.3.1, kafka-clients-4.3.1", "3.9.1, kafka-3.9.1", "2.8.2, kafka-clients-2.8.2"})
    void javaConsumersPollManyTimesInOneSession(String version, String module) throws Exception {
        try (StubServer server = server();
                IsolatedJavaClient client = new IsolatedJavaClient(version, module)) {
            fill(server, client);

            List<String> seen = client.run(Row.CONSUME, TOPIC, server.bootstrapServers(), LITTLE_AT_A_TIME);

            assertThat(seen).hasSize(server.cluster().records(TOPIC).size()).doesNotHaveDuplicates();
            List<FetchRequest> requests = fetches(server);
            assertThat(requests).hasSizeGreaterThan(SENDS);
            assertThat(requests)
                    .extracting(FetchRequest::sessionEpoch)
                    .as("a full request, and then only incremental ones; the last may close the session")
                    .startsWith(IntStream.range(0, SENDS).boxed().toArray(Integer[]::new));
            assertThat(requests.subList(1, SENDS))
                    .allSatisfy(request -> assertThat(request.sessionId())
                            .isEqualTo(requests.get(1).sessionId()))
                    .anySatisfy(request -> assertThat(partitions(request)).isLessThan(PARTITIONS));
            assertThat(partitions(requests.get(0))).isEqualTo(PARTITIONS);
        }
    }

    @Test
    void librdkafkaPollsWithoutASession() throws Exception {
        try (StubServer server = server();
                IsolatedJavaClient producer = new IsolatedJavaClient("4.4.0", "kafka-4.4.0")) {
            fill(server, producer);

            List<String> seen = Kcat.orSkip(server.bootstrapServers()).consume(TOPIC, "%p %o");

            assertThat(seen).hasSize(server.cluster().records(TOPIC).size());
            assertThat(fetches(server)).isNotEmpty().allMatch(request -> request.sessionEpoch() == -1);
        }
    }

    private static StubServer server() {
        return StubCluster.builder()
                .topic(TOPIC, PARTITIONS)
                .recordRequests(true)
                .start();
    }

    private static void fill(StubServer server, IsolatedJavaClient producer) throws Exception {
        for (int i = 0; i < SENDS; i++) {
            producer.run(Row.PRODUCE_ACKS_ALL, TOPIC, server.bootstrapServers());
        }
    }

    private static List<FetchRequest> fetches(StubServer server) {
        return server.cluster().requests(ApiKey.FETCH).stream()
                .map(ReceivedRequest::body)
                .map(FetchRequest.class::cast)
                .toList();
    }

    private static int partitions(FetchRequest request) {
        return request.topics().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }
}
