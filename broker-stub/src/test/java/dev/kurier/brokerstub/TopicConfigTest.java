package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicConfigTest {
    private final StubCluster cluster = StubCluster.builder()
            .brokers(2)
            .topic("t", 1)
            .topic("compact", 1, 1, Map.of("cleanup.policy", "compact,delete"))
            .wallClock(() -> Batches.FIRST_TIMESTAMP_MS + 1234)
            .build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void takesNoRecordWithoutKeyIntoACompactedTopic() {
        assertThat(produce("compact", "a")).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(produce("t", "a")).isEqualTo(ErrorCode.NONE);

        cluster.topic("compact").config("cleanup.policy", "delete");
        assertThat(produce("compact", "a")).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void boundsBatchesByTheTopicsOwnLimit() {
        cluster.topic("t").config("max.message.bytes", "100");

        assertThat(produce("t", "x".repeat(100))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void stampsRecordsIfTheTopicSaysSo() {
        cluster.topic("t").config("message.timestamp.type", "LogAppendTime");

        assertThat(client.produce("t", 0, Batches.plain("a")).logAppendTimeMs())
                .isEqualTo(Batches.FIRST_TIMESTAMP_MS + 1234);
    }

    @Test
    void demandsAsManyReplicasInSyncAsTheTopicSays() {
        cluster.topic("t").config("min.insync.replicas", "2");
        cluster.partition("t", 0).replica(2).stall();
        assertThat(client.produce("t", 0, Batches.plain("a"), 1, 9).errorCode()).isZero();
        cluster.partition("t", 0).shrinkIsr(2);

        assertThat(produce("t", "b")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
    }

    @Test
    void demandsNoMoreReplicasInSyncThanThereAre() {
        cluster.topic("t").config("min.insync.replicas", "3");

        assertThat(produce("t", "a")).isEqualTo(ErrorCode.NONE);
        cluster.partition("t", 0).shrinkIsr(2);
        assertThat(produce("t", "b")).isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
    }

    @Test
    void dropsOldBatchesAboveTheTopicsRetention() {
        cluster.topic("t").config("retention.bytes", "100");
        produce("t", "a");
        produce("t", "b");

        assertThat(cluster.records("t")).extracting(StoredRecord::valueText).containsExactly("b");
    }

    @Test
    void tellsWhatATopicIsConfiguredWith() {
        assertThat(cluster.topic("compact").config("cleanup.policy")).isEqualTo("compact,delete");
        assertThat(cluster.topic("t").config("max.message.bytes")).isEqualTo("1048588");
    }

    @Test
    void refusesConfigsThatNoTopicHas() {
        assertThatThrownBy(() -> cluster.topic("t").config("no.such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unknown topic config name: no.such");
        assertThatThrownBy(() -> cluster.topic("t").config("retention.bytes", "many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a number of type LONG");
        StubClusterBuilder builder = StubCluster.builder().topic("u", 1, 1, Map.of("no.such", "1"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic=u: Unknown topic config name: no.such");
    }

    @Test
    void refusesMoreReplicasThanThereAreBrokers() {
        StubClusterBuilder builder = StubCluster.builder().topic("u", 1, 2, Map.of());

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replicationFactor=2 of topic=u is above brokers=1");
    }

    private ErrorCode produce(String topic, String value) {
        return ErrorCode.of(client.produce(topic, 0, Batches.plain(value)).errorCode());
    }
}
