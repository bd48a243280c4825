package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's own admin client changes and reads configs over real sockets. */
@Timeout(60)
class AlterConfigsTest {
    private static final ConfigResource ORDERS = new ConfigResource(ConfigResource.Type.TOPIC, "orders");

    private final StubServer server = StubCluster.builder()
            .brokers(3)
            .topic("orders", 1)
            .defaultPartitions(7)
            .autoCreateTopics(false)
            .start();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()));

    @AfterEach
    void close() {
        admin.close();
        server.close();
    }

    @Test
    void whatIsSetTakesEffectUntilItIsTakenAway() throws Exception {
        alter(ORDERS, op("max.message.bytes", "70", OpType.SET));
        assertThat(describe(ORDERS).get("max.message.bytes").value()).isEqualTo("70");
        assertThat(produce()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);

        alter(ORDERS, op("max.message.bytes", "", OpType.DELETE));
        assertThat(describe(ORDERS).get("max.message.bytes").isDefault()).isTrue();
        assertThat(produce()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void listsGrowAndShrinkByElements() throws Exception {
        alter(ORDERS, op("cleanup.policy", "compact", OpType.APPEND));
        alter(ORDERS, op("cleanup.policy", "compact", OpType.APPEND));
        assertThat(server.cluster().topic("orders").config("cleanup.policy")).isEqualTo("delete,compact");
        assertThat(produce()).isEqualTo(ErrorCode.INVALID_RECORD);

        alter(ORDERS, op("cleanup.policy", "compact", OpType.SUBTRACT));
        assertThat(server.cluster().topic("orders").config("cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void checksOnlyIfThatIsAllThatIsWanted() throws Exception {
        AlterConfigsOptions onlyCheck = new AlterConfigsOptions().validateOnly(true);

        get(admin.incrementalAlterConfigs(Map.of(ORDERS, List.of(op("max.message.bytes", "70", OpType.SET))), onlyCheck)
                .all());
        assertThat(describe(ORDERS).get("max.message.bytes").isDefault()).isTrue();

        assertThatThrownBy(() -> get(admin.incrementalAlterConfigs(
                                Map.of(ORDERS, List.of(op("max.message.bytes", "x", OpType.SET))), onlyCheck)
                        .all()))
                .hasCauseInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void changesAllThatIsAskedOfATopicOrNothing() throws Exception {
        refuses(
                ORDERS,
                InvalidConfigurationException.class,
                "Invalid value x for configuration max.message.bytes: Not a number of type INT",
                op("retention.ms", "5", OpType.SET),
                op("max.message.bytes", "x", OpType.SET));

        assertThat(describe(ORDERS).get("retention.ms").isDefault()).isTrue();
    }

    @Test
    void refusesInTheWordsOfABroker() {
        refuses(
                ORDERS,
                InvalidConfigurationException.class,
                "Unknown topic config name: no.such",
                op("no.such", "1", OpType.SET));
        refuses(
                ORDERS,
                InvalidConfigurationException.class,
                "Can't APPEND to key retention.ms because its type is not LIST.",
                op("retention.ms", "1", OpType.APPEND));
        refuses(
                new ConfigResource(ConfigResource.Type.TOPIC, "nope"),
                UnknownTopicOrPartitionException.class,
                "The topic 'nope' does not exist.",
                op("retention.ms", "1", OpType.SET));
        refuses(
                new ConfigResource(ConfigResource.Type.BROKER, "1"),
                InvalidRequestException.class,
                "given when it is built",
                op("message.max.bytes", "1", OpType.SET));
    }

    @Test
    void aFaultBeforeTheChangePreventsItAndOneBehindItDoesNot() throws Exception {
        server.cluster()
                .next(dev.kurier.protocol.ApiKey.INCREMENTAL_ALTER_CONFIGS)
                .topic("orders")
                .fail(ErrorCode.POLICY_VIOLATION);
        assertThatThrownBy(() -> alter(ORDERS, op("retention.ms", "5", OpType.SET)))
                .hasMessageContaining("PolicyViolation");
        assertThat(describe(ORDERS).get("retention.ms").isDefault()).isTrue();

        server.cluster()
                .next(dev.kurier.protocol.ApiKey.INCREMENTAL_ALTER_CONFIGS)
                .afterApply()
                .fail(ErrorCode.POLICY_VIOLATION);
        assertThatThrownBy(() -> alter(ORDERS, op("retention.ms", "5", OpType.SET)))
                .hasMessageContaining("PolicyViolation");
        assertThat(describe(ORDERS).get("retention.ms").value()).isEqualTo("5");
    }

    @Test
    void eachBrokerShowsWhatItWasBuiltWith() throws Exception {
        Config second = describe(new ConfigResource(ConfigResource.Type.BROKER, "2"));

        assertThat(second.get("node.id").value()).isEqualTo("2");
        assertThat(second.get("num.partitions").value()).isEqualTo("7");
        assertThat(second.get("num.partitions").source()).isEqualTo(ConfigEntry.ConfigSource.STATIC_BROKER_CONFIG);
        assertThat(second.get("num.partitions").isReadOnly()).isTrue();
        assertThat(second.get("auto.create.topics.enable").value()).isEqualTo("false");
        assertThat(second.get("message.max.bytes").isDefault()).isTrue();
        assertThat(second.get("advertised.listeners").value()).isEqualTo("PLAINTEXT://" + address(2));
    }

    private String address(int brokerId) {
        return server.bootstrapServers().split(",")[brokerId - 1];
    }

    private ErrorCode produce() {
        TestClient client = new TestClient(
                server.cluster(), server.cluster().partition("orders", 0).leader());
        return ErrorCode.of(
                client.produce("orders", 0, Batches.plain("a value")).errorCode());
    }

    private static AlterConfigOp op(String key, String value, OpType operation) {
        return new AlterConfigOp(new ConfigEntry(key, value), operation);
    }

    private void alter(ConfigResource resource, AlterConfigOp... changes) throws Exception {
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(changes))).all());
    }

    private void refuses(
            ConfigResource resource, Class<? extends Exception> error, String message, AlterConfigOp... changes) {
        assertThatThrownBy(() -> alter(resource, changes))
                .hasCauseInstanceOf(error)
                .hasMessageContaining(message);
    }

    private Config describe(ConfigResource resource) throws Exception {
        return get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    }

    private static <T> T get(KafkaFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
