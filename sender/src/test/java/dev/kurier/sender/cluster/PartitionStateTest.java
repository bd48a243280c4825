package dev.kurier.sender.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.PartitionInfo;
import dev.kurier.api.TopicPartition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows which of two answers about a partition is the newer one. */
class PartitionStateTest {
    @ParameterizedTest
    @CsvSource({"4, 1, 5, 2, 2", "5, 1, 5, 2, 2", "6, 1, 5, 2, 1", "-1, 1, -1, 2, 2", "-1, 1, 5, 2, 2", "5, 1, -1, 2, 1"
    })
    void leadershipNeverGoesBack(int knownEpoch, int knownLeader, int toldEpoch, int toldLeader, int expected) {
        assertThat(state(knownLeader, knownEpoch)
                        .after(state(toldLeader, toldEpoch))
                        .leader())
                .isEqualTo(expected);
    }

    @Test
    void keepsTheEpochThatAResponseWithoutOneLeavesOut() {
        assertThat(state(1, 5).after(state(1, -1)).leaderEpoch()).isEqualTo(5);
    }

    @Test
    void followsAClusterOfBrokersThatTellNoEpochsAnyMore() {
        PartitionState state = state(1, 5);
        for (int i = 0; i < 3; i++) {
            assertThat(state.leader()).isEqualTo(1);
            state = state.after(state(2, -1));
        }
        assertThat(state.leader()).isEqualTo(2);
        assertThat(state.leaderEpoch()).isEqualTo(-1);
    }

    @Test
    void countsOnlyContradictionsInARow() {
        PartitionState state = state(1, 5);
        for (int i = 0; i < 10; i++) {
            state = state.after(state(2, -1)).after(state(2, -1)).after(state(1, i % 2 == 0 ? -1 : 5));
        }
        assertThat(state.leader()).isEqualTo(1);
    }

    private static PartitionState state(int leader, int epoch) {
        TopicPartition partition = new TopicPartition("t", 0);
        return new PartitionState(
                leader, epoch, 0, null, new PartitionInfo(partition, leader, epoch, List.of(), List.of()));
    }
}
