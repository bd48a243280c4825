package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.look.ClusterFigures;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Less common things that can be done to a cluster, and what it counts. */
@Timeout(30)
class ClusterVerbTest {
    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void hidesABrokerThatIsUpFromMetadata() {
        cluster.broker(2).hide();
        assertThat(brokersTold()).containsExactly(1);

        cluster.broker(2).show();
        assertThat(brokersTold()).containsExactly(1, 2);
    }

    @Test
    void fencesAProducerUntilItComesInANewEpoch() {
        client.produce("t", 0, Batches.sequenced(1000, 0, 0, "a"));
        client.produce("t", 0, Batches.sequenced(1001, 0, 0, "other"));
        cluster.fence(1000);

        assertThat(client.produce("t", 0, Batches.sequenced(1000, 0, 1, "b")).errorCode())
                .isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH.code());
        assertThat(client.produce("t", 0, Batches.sequenced(1000, 1, 1, "b")).errorCode())
                .isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER.code());
        assertThat(client.produce("t", 0, Batches.sequenced(1000, 1, 0, "b")).errorCode())
                .isZero();
        assertThat(client.produce("t", 0, Batches.sequenced(1000, 1, 1, "c")).errorCode())
                .isZero();
        assertThat(client.produce("t", 0, Batches.sequenced(1001, 0, 1, "other"))
                        .errorCode())
                .isZero();
    }

    @Test
    void recreatesATopicEmptyUnderAnotherId() {
        StubTopic before = cluster.topic("t");
        before.config("max.message.bytes", "5000");
        client.produce("t", 0, Batches.plain("a"));

        StubTopic after = before.recreate(3);

        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.partitions()).hasSize(3);
        assertThat(after.config("max.message.bytes")).isEqualTo("5000");
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void recreatesATopicWithAsManyReplicasAsItHad() {
        StubCluster three =
                StubCluster.builder().brokers(3).topic("t", 1, 2, Map.of()).build();

        StubTopic after = three.topic("t").recreate(1);

        assertThat(after.partitions().get(0).isr()).containsExactly(1, 2);
    }

    @Test
    void restartsABrokerAtAnotherPort() throws Exception {
        try (StubServer server = StubCluster.builder().start()) {
            StubBroker broker = server.cluster().broker(1);
            int before = broker.port();

            broker.restartAtAnotherPort();

            assertThat(broker.port()).isNotEqualTo(before);
            new Socket(broker.host(), broker.port()).close();
            assertThatThrownBy(() -> new Socket(broker.host(), before)).isInstanceOf(ConnectException.class);
            int moved = broker.port();
            broker.kill();
            broker.restart();
            assertThat(broker.port()).isEqualTo(moved);
        }
        int madeUp = cluster.broker(2).port();
        cluster.broker(2).restartAtAnotherPort();
        assertThat(cluster.broker(2).port()).isNotEqualTo(madeUp);
    }

    @Test
    void countsWhatItHasSeenAndHolds() {
        cluster.every(ApiKey.METADATA).observe();
        brokersTold();
        client.produce("t", 0, Batches.plain("a", "b"));
        new TestClient(cluster, 2).connection().close();
        cluster.tick(0);
        cluster.broker(2).kill();

        ClusterFigures figures = cluster.figures();

        assertThat(figures.requests())
                .containsEntry(ApiKey.METADATA, 1L)
                .containsEntry(ApiKey.PRODUCE, 1L)
                .hasSize(2);
        assertThat(figures.connectionsOpened()).isEqualTo(2);
        assertThat(figures.connectionsOpen()).isEqualTo(1);
        assertThat(figures.brokersUp()).isEqualTo(1);
        assertThat(figures.faultHits()).isEqualTo(1);
        assertThat(figures.records()).isEqualTo(2);
        assertThat(figures.logBytes()).isEqualTo(Batches.plain("a", "b").remaining());
        assertThat(figures.bytesIn()).isGreaterThan(figures.logBytes());
        assertThat(figures.bytesOut()).isPositive();
        assertThat(figures.unknownRequests()).isZero();
        assertThat(figures.partitions()).singleElement().satisfies(partition -> {
            assertThat(partition.leader()).isEqualTo(1);
            assertThat(partition.endOffset()).isEqualTo(2);
        });
    }

    private List<Integer> brokersTold() {
        MetadataRequest request = new MetadataRequest(List.of(), false, false, false);
        return client.ask(ApiKey.METADATA, 9, request::write, MetadataResponse::read).brokers().stream()
                .map(MetadataResponse.Broker::nodeId)
                .toList();
    }
}
