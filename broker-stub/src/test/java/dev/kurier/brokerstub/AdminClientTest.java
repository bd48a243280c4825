package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's own admin client over real sockets; the messages are those that Kafka 4.4.0 gave to the same requests. */
@Timeout(60)
class AdminClientTest {
    private final StubServer server =
            StubCluster.builder().brokers(3).topic("orders", 2).start();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()));

    @AfterEach
    void close() {
        admin.close();
        server.close();
    }

    @Test
    void createsListsDescribesAndDeletesTopics() throws Exception {
        CreateTopicsResult created = admin.createTopics(List.of(new NewTopic("fresh", 4, (short) 2)));
        assertThat(get(created.numPartitions("fresh"))).isEqualTo(4);
        assertThat(get(created.replicationFactor("fresh"))).isEqualTo(2);
        assertThat(get(created.config("fresh")).get("cleanup.policy").value()).isEqualTo("delete");

        assertThat(get(admin.listTopics().names())).containsExactlyInAnyOrder("orders", "fresh");
        TopicDescription described =
                get(admin.describeTopics(List.of("fresh")).allTopicNames()).get("fresh");
        assertThat(described.topicId()).isEqualTo(get(created.topicId("fresh")));
        assertThat(described.partitions())
                .hasSize(4)
                .allMatch(partition -> partition.replicas().size() == 2);

        get(admin.deleteTopics(List.of("fresh")).all());
        get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(topicId("orders"))))
                .all());
        assertThat(get(admin.listTopics().names())).isEmpty();
    }

    @Test
    void checksOnlyIfThatIsAllThatIsWanted() throws Exception {
        CreateTopicsResult checked = admin.createTopics(
                List.of(new NewTopic("fresh", Optional.empty(), Optional.empty())),
                new CreateTopicsOptions().validateOnly(true));

        assertThat(get(checked.numPartitions("fresh"))).isEqualTo(1);
        assertThat(get(admin.listTopics().names())).containsExactly("orders");
    }

    @Test
    void placesReplicasAsAssigned() throws Exception {
        get(admin.createTopics(List.of(new NewTopic("placed", Map.of(0, List.of(3, 1), 1, List.of(2, 3)))))
                .all());

        assertThat(get(admin.describeTopics(List.of("placed")).allTopicNames())
                        .get("placed")
                        .partitions())
                .extracting(partition -> partition.leader().id())
                .containsExactly(3, 2);
    }

    @Test
    void refusesTopicsInTheWordsOfABroker() {
        refuses(new NewTopic("orders", 1, (short) 1), TopicExistsException.class, "Topic 'orders' already exists.");
        refuses(new NewTopic("a b", 1, (short) 1), InvalidTopicException.class, "Topic name is invalid: 'a b'");
        refuses(new NewTopic("..", 1, (short) 1), InvalidTopicException.class, "'..' is not allowed");
        refuses(new NewTopic("p", 0, (short) 1), InvalidPartitionsException.class, "invalid non-positive value");
        refuses(new NewTopic("p", 1, (short) 0), InvalidReplicationFactorException.class, "must be larger than 0");
        refuses(new NewTopic("p", 1, (short) 4), InvalidReplicationFactorException.class, "only 3 broker(s)");
        refuses(
                new NewTopic("p", Map.of(0, List.of(9))),
                InvalidReplicaAssignmentException.class,
                "includes broker 9, but no such broker is registered.");
        refuses(
                new NewTopic("p", Map.of(0, List.of(1, 1))),
                InvalidReplicaAssignmentException.class,
                "includes the broker 1 more than once.");
        refuses(
                new NewTopic("p", Map.of(1, List.of(1))),
                InvalidReplicaAssignmentException.class,
                "consecutive 0-based integer sequence");
    }

    @Test
    void refusesANameThatMetricsWouldConfuse() throws Exception {
        get(admin.createTopics(List.of(new NewTopic("a.b", 1, (short) 1))).all());

        refuses(
                new NewTopic("a_b", 1, (short) 1),
                InvalidTopicException.class,
                "Topic 'a_b' collides with existing topic: a.b");
    }

    @Test
    void refusesConfigsInTheWordsOfABroker() {
        refusesConfig("no.such", "1", "Unknown topic config name: no.such");
        refusesConfig(
                "max.message.bytes",
                "x",
                "Invalid value x for configuration max.message.bytes: Not a number of type INT");
        refusesConfig(
                "min.insync.replicas",
                "0",
                "Invalid value 0 for configuration min.insync.replicas: Value must be at least 1");
        refusesConfig(
                "cleanup.policy",
                "foo",
                "Invalid value foo for configuration cleanup.policy: String must be one of: compact, delete");
        refusesConfig(
                "unclean.leader.election.enable",
                "foo",
                "Invalid value foo for configuration unclean.leader.election.enable: Expected value to be either true or"
                        + " false");
    }

    @Test
    void refusesToDeleteWhatIsNotThere() {
        assertThatThrownBy(() -> get(admin.deleteTopics(List.of("nope")).all()))
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> get(
                        admin.deleteTopics(TopicCollection.ofTopicIds(List.of(new org.apache.kafka.common.Uuid(5, 5))))
                                .all()))
                .hasCauseInstanceOf(UnknownTopicIdException.class);
    }

    @Test
    void showsConfigsWithTheirSources() throws Exception {
        get(admin.createTopics(List.of(new NewTopic("compact", 1, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact", "retention.bytes", "1000"))))
                .all());

        Config config = describeConfig("compact");

        assertThat(config.entries()).hasSize(37);
        assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config.get("cleanup.policy").source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
        assertThat(config.get("max.message.bytes").source()).isEqualTo(ConfigEntry.ConfigSource.DEFAULT_CONFIG);
        assertThat(config.get("max.message.bytes").type()).isEqualTo(ConfigEntry.ConfigType.INT);
    }

    @Test
    void describesTheCluster() throws Exception {
        assertThat(get(admin.describeCluster().nodes())).hasSize(3);
        assertThat(get(admin.describeCluster().clusterId())).isEqualTo("kurier-broker-stub-000");
        assertThat(get(admin.describeCluster().controller()).id()).isEqualTo(1);
    }

    @Test
    void addsPartitions() throws Exception {
        get(admin.createPartitions(Map.of("orders", NewPartitions.increaseTo(5)))
                .all());
        assertThat(server.cluster().topic("orders").partitions()).hasSize(5);

        assertThatThrownBy(() -> get(admin.createPartitions(Map.of("orders", NewPartitions.increaseTo(5)))
                        .all()))
                .hasMessageContaining("Topic already has 5 partition(s).");
        assertThatThrownBy(() -> get(admin.createPartitions(Map.of("orders", NewPartitions.increaseTo(1)))
                        .all()))
                .hasMessageContaining("currently has 5 partition(s); 1 would not be an increase.");
    }

    private org.apache.kafka.common.Uuid topicId(String topic) throws Exception {
        return get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .topicId();
    }

    private Config describeConfig(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    }

    private void refusesConfig(String key, String value, String message) {
        refuses(
                new NewTopic("p", 1, (short) 1).configs(Map.of(key, value)),
                InvalidConfigurationException.class,
                message);
    }

    private void refuses(NewTopic topic, Class<? extends Exception> error, String message) {
        assertThatThrownBy(() -> get(admin.createTopics(List.of(topic)).all()))
                .hasCauseInstanceOf(error)
                .hasMessageContaining(message);
    }

    private static <T> T get(KafkaFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
