package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.findcoordinator.FindCoordinatorRequest;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse.Coordinator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindCoordinatorTest {
    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;

    private final StubCluster cluster = StubCluster.builder().brokers(3).build();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void everyBrokerNamesTheSameCoordinator(int version) {
        List<Integer> answers = IntStream.rangeClosed(1, 3)
                .map(brokerId -> ask(brokerId, version, GROUP, "a-group").get(0).nodeId())
                .boxed()
                .toList();

        assertThat(answers)
                .hasSize(3)
                .containsOnly(ask(1, 0, GROUP, "a-group").get(0).nodeId());
    }

    @ParameterizedTest
    @CsvSource({"0, '', 0", "3, '', NONE", "4, a-group, ''", "6, a-group, ''"})
    void namesTheKeyAndSaysThatAllIsWellAsTheVersionDoes(int version, String key, String message) {
        Coordinator coordinator = ask(1, version, GROUP, "a-group").get(0);

        assertThat(coordinator.key()).isEqualTo(key);
        assertThat(coordinator.errorMessage()).isEqualTo(version == 0 ? null : message);
    }

    @Test
    void hasCoordinatorsOfGroupsAndTransactionsOnly() {
        for (byte type : new byte[] {2, 3, -1}) {
            Coordinator none = ask(1, 6, type, "a-key").get(0);

            assertThat(ErrorCode.of(none.errorCode())).as("type " + type).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(none.nodeId()).isEqualTo(-1);
        }
    }

    @Test
    void dealsKeysOutToAllBrokers() {
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> "group-" + i).toList();

        List<Coordinator> coordinators = ask(1, 4, TRANSACTION, keys.toArray(String[]::new));

        assertThat(coordinators).extracting(Coordinator::key).isEqualTo(keys);
        assertThat(coordinators)
                .extracting(Coordinator::nodeId)
                .contains(1, 2, 3)
                .doesNotContain(0, -1);
    }

    @Test
    void namesALiveBroker() {
        int before = ask(1, 4, GROUP, "a-group").get(0).nodeId();
        cluster.broker(before).kill();

        int after = ask(before % 3 + 1, 4, GROUP, "a-group").get(0).nodeId();

        assertThat(after).isNotEqualTo(before).isBetween(1, 3);
    }

    @Test
    void canBeMadeToSayThatThereIsNoneYet() {
        cluster.next(ApiKey.FIND_COORDINATOR).fail(ErrorCode.COORDINATOR_NOT_AVAILABLE);

        Coordinator none = ask(1, 2, GROUP, "a-group").get(0);
        assertThat(ErrorCode.of(none.errorCode())).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        assertThat(none.nodeId()).isEqualTo(-1);
        assertThat(ask(1, 2, GROUP, "a-group").get(0).errorCode()).isZero();
    }

    @Test
    @Timeout(60)
    void aConsumerWithAGroupIsToldAtOnceThatThereAreNoGroups() {
        try (StubServer server = StubCluster.builder().topic("t", 1).start();
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", server.bootstrapServers(), "group.id", "g"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of("t"));

            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(20)))
                    .isInstanceOf(UnsupportedVersionException.class)
                    .hasMessageContaining("JOIN_GROUP");
        }
    }

    private List<Coordinator> ask(int brokerId, int version, byte keyType, String... keys) {
        FindCoordinatorRequest request = new FindCoordinatorRequest(keyType, List.of(keys));
        return new TestClient(cluster, brokerId)
                .ask(ApiKey.FIND_COORDINATOR, version, request::write, FindCoordinatorResponse::read)
                .coordinators();
    }
}
