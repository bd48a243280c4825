package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.findcoordinator.FindCoordinatorRequest;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse.Coordinator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindCoordinatorTest {
    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;

    private final StubCluster cluster = StubCluster.builder().brokers(3).build();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void refusesGroupsInEveryVersion(int version) {
        Coordinator none = ask(1, version, GROUP, "a-group").get(0);

        assertThat(none)
                .isEqualTo(new Coordinator(
                        version < 4 ? "" : "a-group",
                        -1,
                        "",
                        -1,
                        ErrorCode.GROUP_AUTHORIZATION_FAILED.code(),
                        version == 0 ? null : "this stub has no consumer groups"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void refusesTransactionalIdsInEveryVersion(int version) {
        Coordinator none = ask(1, version, TRANSACTION, "an-id").get(0);

        assertThat(none)
                .isEqualTo(new Coordinator(
                        version < 4 ? "" : "an-id",
                        -1,
                        "",
                        -1,
                        ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED.code(),
                        "this stub has no transactions"));
    }

    @Test
    void refusesEachOfSeveralKeys() {
        assertThat(ask(1, 4, GROUP, "one", "two"))
                .extracting(Coordinator::key, coordinator -> ErrorCode.of(coordinator.errorCode()))
                .containsExactly(
                        tuple("one", ErrorCode.GROUP_AUTHORIZATION_FAILED),
                        tuple("two", ErrorCode.GROUP_AUTHORIZATION_FAILED));
    }

    @Test
    void knowsNoOtherKinds() {
        for (byte type : new byte[] {2, 3, -1}) {
            Coordinator none = ask(1, 6, type, "a-key").get(0);

            assertThat(ErrorCode.of(none.errorCode())).as("type " + type).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(none.nodeId()).isEqualTo(-1);
        }
    }

    @Test
    void canBeMadeToSayThatThereIsNoneYet() {
        cluster.next(ApiKey.FIND_COORDINATOR).fail(ErrorCode.COORDINATOR_NOT_AVAILABLE);

        Coordinator none = ask(1, 2, GROUP, "a-group").get(0);
        assertThat(ErrorCode.of(none.errorCode())).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        assertThat(none.nodeId()).isEqualTo(-1);
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
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    @Timeout(60)
    void aTransactionalProducerIsToldAtOnceThatThereAreNoTransactions() {
        try (StubServer server = StubCluster.builder().topic("t", 1).start();
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", server.bootstrapServers(), "transactional.id", "an-id"),
                        new StringSerializer(),
                        new StringSerializer())) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    private List<Coordinator> ask(int brokerId, int version, byte keyType, String... keys) {
        FindCoordinatorRequest request = new FindCoordinatorRequest(keyType, List.of(keys));
        return new TestClient(cluster, brokerId)
                .ask(ApiKey.FIND_COORDINATOR, version, request::write, FindCoordinatorResponse::read)
                .coordinators();
    }
}
