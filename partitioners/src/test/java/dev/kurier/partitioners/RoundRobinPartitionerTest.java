package dev.kurier.partitioners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class RoundRobinPartitionerTest {
    private final RoundRobinPartitioner partitioner = new RoundRobinPartitioner();

    @Test
    void takesTurnsInTheOrderOfKafkasClient() {
        var oracle = new org.apache.kafka.clients.producer.RoundRobinPartitioner();
        Node node = new Node(0, "h", 1);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int p = 0; p < 5; p++) {
            partitions.add(new PartitionInfo("topic", p, node, new Node[] {node}, new Node[] {node}));
        }
        Cluster cluster = new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
        FakeTopic topic = new FakeTopic(5);

        for (int i = 0; i < 100; i++) {
            topic.key = new byte[] {(byte) i};
            assertThat(partitioner.partition(topic))
                    .isEqualTo(oracle.partition("topic", null, topic.key, null, null, cluster));
        }
    }

    @Test
    void leavesOutPartitionsWithoutALeaderAndStaysEven() {
        FakeTopic topic = new FakeTopic(5).without(1, 2);
        int[] hits = new int[5];
        for (int i = 0; i < 300; i++) {
            hits[partitioner.partition(topic)]++;
        }

        assertThat(hits).containsExactly(100, 0, 0, 100, 100);
    }

    @Test
    void takesEveryPartitionInTurnWhenNoneHasALeader() {
        FakeTopic topic = new FakeTopic(3).without(0, 1, 2);
        int[] hits = new int[3];
        for (int i = 0; i < 300; i++) {
            hits[partitioner.partition(topic)]++;
        }

        assertThat(hits).doesNotContain(0);
    }

    @Test
    void keepsTopicsApart() {
        FakeTopic other = new FakeTopic(3);
        other.name = "other";
        partitioner.partition(new FakeTopic(3));

        assertThat(partitioner.partition(other)).isZero();
        assertThat(partitioner.explain(other)).contains("take turns");
    }
}
