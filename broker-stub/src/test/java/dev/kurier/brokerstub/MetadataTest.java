package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private final StubCluster cluster = StubCluster.builder()
            .brokers(3)
            .topic("b", 2)
            .topic("a", 1)
            .defaultPartitions(4)
            .clusterId("the-cluster")
            .build();
    private final TestClient client = new TestClient(cluster, 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void listsAllTopicsInEveryVersion(int version) {
        MetadataResponse answer = ask(version, MetadataRequest.ofAllTopics());

        assertThat(answer.brokers()).extracting(MetadataResponse.Broker::nodeId).containsExactly(1, 2, 3);
        assertThat(answer.topics()).extracting(MetadataResponse.Topic::name).containsExactly("a", "b");
        assertThat(answer.controllerId()).isEqualTo(version >= 1 ? 1 : -1);
        assertThat(answer.clusterId()).isEqualTo(version >= 2 ? "the-cluster" : null);
        MetadataResponse.Partition second = answer.topics().get(1).partitions().get(1);
        assertThat(second.leaderId()).isEqualTo(2);
        assertThat(second.replicas()).containsExactly(2, 3, 1);
        assertThat(second.inSyncReplicas()).containsExactly(2, 3, 1);
        assertThat(second.offlineReplicas()).isEmpty();
    }

    @Test
    void listsNoTopicIfNoneIsNamed() {
        assertThat(ask(1, MetadataRequest.ofNames(List.of(), true)).topics()).isEmpty();
    }

    @Test
    void createsATopicThatIsAskedFor() {
        MetadataResponse.Topic topic =
                ask(9, MetadataRequest.ofNames(List.of("new"), true)).topics().get(0);

        assertThat(topic.errorCode()).isZero();
        assertThat(topic.partitions()).hasSize(4);
        assertThat(topic.partitions()).allMatch(partition -> partition.errorCode() == 0);
    }

    @Test
    void createsATopicForVersionsThatCanNotForbidIt() {
        MetadataResponse answer = ask(3, MetadataRequest.ofNames(List.of("new"), true));

        assertThat(answer.topics().get(0).partitions()).hasSize(4);
    }

    @Test
    void createsNoTopicAgainstTheClientsWill() {
        failed(ask(9, MetadataRequest.ofNames(List.of("new"), false)), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(ask(9, MetadataRequest.ofAllTopics()).topics()).hasSize(2);
    }

    @Test
    void createsNoTopicIfTheClusterDoesNot() {
        TestClient other =
                new TestClient(StubCluster.builder().autoCreateTopics(false).build(), 1);
        MetadataRequest request = MetadataRequest.ofNames(List.of("new"), true);

        failed(
                other.ask(ApiKey.METADATA, 9, request::write, MetadataResponse::read),
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "ä", "a/b"})
    void refusesIllegalNames(String name) {
        failed(ask(9, MetadataRequest.ofNames(List.of(name), true)), ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    @Test
    void refusesANameThatIsTooLong() {
        failed(ask(9, MetadataRequest.ofNames(List.of("x".repeat(250)), true)), ErrorCode.INVALID_TOPIC_EXCEPTION);
        assertThat(ask(9, MetadataRequest.ofNames(List.of("x".repeat(249)), true))
                        .topics()
                        .get(0)
                        .errorCode())
                .isZero();
    }

    @Test
    void findsTopicsById() {
        Uuid id = topicId(client, "b");

        MetadataResponse found = ask(12, byId(id));
        MetadataResponse unknown = ask(12, byId(new Uuid(5, 5)));

        assertThat(found.topics().get(0).name()).isEqualTo("b");
        failed(unknown, ErrorCode.UNKNOWN_TOPIC_ID);
        assertThat(unknown.topics().get(0).topicId()).isEqualTo(new Uuid(5, 5));
    }

    @Test
    void hangsUpOnIdsInVersionsThatCanNotAskByThem() {
        client.send(ApiKey.METADATA, 11, byId(new Uuid(5, 5))::write);

        assertThat(client.connection().isClosed()).isTrue();
    }

    @Test
    void givesARecreatedTopicAnotherId() {
        Uuid before = topicId(client, "a");
        cluster.topic("a").delete();
        cluster.createTopic("a", 1);

        assertThat(topicId(client, "a")).isNotEqualTo(before);
        failed(ask(12, byId(before)), ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @Test
    void showsWhatAKilledBrokerLeavesBehind() {
        cluster.broker(2).kill();

        MetadataResponse answer = ask(12, MetadataRequest.ofAllTopics());
        assertThat(answer.brokers()).extracting(MetadataResponse.Broker::nodeId).containsExactly(1, 3);
        MetadataResponse.Partition second = answer.topics().get(1).partitions().get(1);
        assertThat(second.leaderId()).isEqualTo(3);
        assertThat(second.leaderEpoch()).isEqualTo(1);
        assertThat(second.inSyncReplicas()).containsExactly(3, 1);
        assertThat(second.offlineReplicas()).containsExactly(2);

        cluster.broker(2).restart();
        second = ask(12, MetadataRequest.ofAllTopics())
                .topics()
                .get(1)
                .partitions()
                .get(1);
        assertThat(second.leaderId()).isEqualTo(3);
        assertThat(second.inSyncReplicas()).containsExactly(2, 3, 1);
    }

    @Test
    void showsAPartitionWithoutLeader() {
        cluster.partition("a", 0).moveLeader(-1);

        MetadataResponse.Partition partition = ask(12, MetadataRequest.ofAllTopics())
                .topics()
                .get(0)
                .partitions()
                .get(0);
        assertThat(ErrorCode.of(partition.errorCode())).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
        assertThat(partition.leaderId()).isEqualTo(-1);
    }

    @Test
    void namesTheFirstLiveBrokerAsController() {
        cluster.broker(1).kill();
        TestClient two = new TestClient(cluster, 2);
        MetadataRequest request = MetadataRequest.ofAllTopics();

        assertThat(two.ask(ApiKey.METADATA, 9, request::write, MetadataResponse::read)
                        .controllerId())
                .isEqualTo(2);
    }

    @Test
    void tellsAuthorizedOperationsOnlyIfAsked() {
        MetadataResponse silent = ask(8, MetadataRequest.ofAllTopics());
        MetadataResponse telling = ask(8, new MetadataRequest(null, true, true, true));

        assertThat(silent.clusterAuthorizedOperations()).isEqualTo(Integer.MIN_VALUE);
        assertThat(silent.topics().get(0).authorizedOperations()).isEqualTo(Integer.MIN_VALUE);
        assertThat(telling.clusterAuthorizedOperations()).isPositive();
        assertThat(telling.topics().get(0).authorizedOperations()).isEqualTo(3576);
    }

    static Uuid topicId(TestClient client, String topic) {
        MetadataRequest request = MetadataRequest.ofNames(List.of(topic), false);
        return client.ask(ApiKey.METADATA, 12, request::write, MetadataResponse::read)
                .topics()
                .get(0)
                .topicId();
    }

    private static MetadataRequest byId(Uuid id) {
        return new MetadataRequest(List.of(new MetadataRequest.Topic(id, null)), false, false, false);
    }

    private MetadataResponse ask(int version, MetadataRequest request) {
        return client.ask(ApiKey.METADATA, version, request::write, MetadataResponse::read);
    }

    private static void failed(MetadataResponse answer, ErrorCode expected) {
        assertThat(ErrorCode.of(answer.topics().get(0).errorCode())).isEqualTo(expected);
        assertThat(answer.topics().get(0).partitions()).isEmpty();
    }
}
