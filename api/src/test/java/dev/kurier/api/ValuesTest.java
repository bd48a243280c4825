package dev.kurier.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Covers the small values that an application gets back. */
class ValuesTest {
    private static final TopicPartition PLACE = new TopicPartition("t", 3);

    @Test
    void writesWhereARecordIs() {
        assertThat(new RecordMetadata("t", 3, 42, 0, 1, 1)).hasToString("t-3@42");
        assertThat(new RecordMetadata("t", 3, 0, 0, 1, 1).hasOffset()).isTrue();
        assertThat(new RecordMetadata("t", 3, -1, 0, 1, 1)).hasToString("t-3@?");
        assertThat(new RecordMetadata("t", 3, -1, 0, 1, 1).hasOffset()).isFalse();
        assertThat(new RecordMetadata("t", 3, -1, 0, 1, 1).topicPartition()).isEqualTo(PLACE);
    }

    @Test
    void sumsTheStagesOfARecordsTime() {
        assertThat(new StageTimes(1, 20, 300, 4_000, 50_000).totalNs()).isEqualTo(54_321);
    }

    @Test
    void saysWhetherACloseLeftNothingBehind() {
        assertThat(new CloseReport(Map.of(), Map.of()).isComplete()).isTrue();
        assertThat(new CloseReport(Map.of(PLACE, 1L), Map.of()).isComplete()).isFalse();
        assertThat(new CloseReport(Map.of(), Map.of(PLACE, 1L)).isComplete()).isFalse();
    }

    @Test
    void keepsItsOwnCopies() {
        Map<TopicPartition, Long> counts = new HashMap<>();
        CloseReport report = new CloseReport(counts, Map.of());
        counts.put(PLACE, 1L);
        assertThat(report.isComplete()).isTrue();

        Map<String, String> tags = new HashMap<>();
        MetricName name = new MetricName("n", "g", tags);
        tags.put("client-id", "c");
        assertThat(name.tags()).isEmpty();

        List<Integer> replicas = new ArrayList<>(List.of(1));
        PartitionInfo info = new PartitionInfo(PLACE, 1, 0, replicas, replicas);
        replicas.add(2);
        assertThat(info.replicas()).containsExactly(1);
        assertThat(info.inSyncReplicas()).containsExactly(1);
    }

    @Test
    void callsAPartitionAvailableWhenItHasALeader() {
        assertThat(new PartitionInfo(PLACE, 0, 0, List.of(), List.of()).isAvailable())
                .isTrue();
        assertThat(new PartitionInfo(PLACE, -1, 0, List.of(), List.of()).isAvailable())
                .isFalse();
    }
}
