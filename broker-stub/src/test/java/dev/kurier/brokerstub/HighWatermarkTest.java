package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When what is in the log may be read: not while too few replicas are in sync (KIP-966). */
class HighWatermarkTest {
    private final StubCluster cluster =
            StubCluster.builder().brokers(3).topic("t", 1).minInsyncReplicas(2).build();
    private final StubPartition partition = cluster.partition("t", 0);
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void staysWhileNobodyLeadsWhoCouldTakeOthersIntoSync() {
        partition.shrinkIsr(2, 3);
        client.produce("t", 0, Batches.plain("a"), 1, 9);
        partition.leaderless();
        partition.replica(2).resume();
        partition.replica(3).resume();

        assertThat(partition.highWatermark()).isZero();
        partition.moveLeader(1);
        assertThat(partition.isr()).containsExactly(1, 2, 3);
        assertThat(partition.highWatermark()).isEqualTo(1);
    }

    @Test
    void keepsWhatNobodyCouldReadYetHoweverLittleIsRetained() {
        partition.shrinkIsr(2, 3);
        client.produce("t", 0, Batches.plain("a"), 1, 9);
        client.produce("t", 0, Batches.plain("b"), 1, 9);
        partition.leaderless();
        partition.replica(2).resume();
        partition.replica(3).resume();

        cluster.topic("t").config("retention.bytes", "1");

        assertThat(partition.records()).hasSize(2);
    }

    @Test
    void movesWhenFewerReplicasAreDemanded() {
        partition.shrinkIsr(2, 3);
        client.produce("t", 0, Batches.plain("a"), 1, 9);
        assertThat(partition.highWatermark()).isZero();

        cluster.topic("t").config("min.insync.replicas", "1");

        assertThat(partition.highWatermark()).isEqualTo(1);
    }

    @Test
    void goesBackToWhereAnUncleanLeaderBegins() {
        partition.shrinkIsr(3);
        client.produce("t", 0, Batches.plain("a"));
        assertThat(partition.highWatermark()).isEqualTo(1);
        partition.replica(2).stall();

        partition.electUnclean(3);

        assertThat(partition.endOffset()).isZero();
        assertThat(partition.highWatermark()).isZero();
    }
}
