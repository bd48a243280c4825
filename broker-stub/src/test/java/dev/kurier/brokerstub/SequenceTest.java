package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.produce.ProduceResponse;
import org.junit.jupiter.api.Test;

/** Kafka's rules for sequence numbers; the comments tell what a real 4.4.0 broker was seen to answer. */
class SequenceTest {
    private static final int ID = 1000;

    private final StubCluster cluster = StubCluster.builder().topic("t", 2).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void answersTheSameBatchAgainWithItsFirstOffset() {
        accepted(send(0, 0, 2), 0);
        accepted(send(0, 2, 2), 2);

        accepted(send(0, 0, 2), 0);
        assertThat(cluster.records("t", 0)).hasSize(4);
    }

    @Test
    void takesSequencesWithAcksOneToo() {
        accepted(client.produce("t", 0, Batches.sequenced(ID, 0, 0, "a"), 1, 7), 0);
        accepted(client.produce("t", 0, Batches.sequenced(ID, 0, 0, "a"), -1, 7), 0);
    }

    @Test
    void refusesAGap() {
        accepted(send(0, 0, 2), 0);

        refused(send(0, 4, 2), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void refusesABatchThatOnlyOverlaps() {
        accepted(send(0, 0, 2), 0);

        refused(send(0, 0, 3), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        refused(send(0, 1, 2), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void remembersFiveBatchesAndNoMore() {
        for (int i = 0; i < 6; i++) {
            accepted(send(0, 2 * i, 2), 2 * i);
        }

        refused(send(0, 0, 2), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER); // 45, not 46
        for (int i = 1; i < 6; i++) {
            accepted(send(0, 2 * i, 2), 2 * i);
        }
        assertThat(cluster.records("t", 0)).hasSize(12);
    }

    @Test
    void takesAnyFirstSequenceOfAProducerItDoesNotKnow() {
        accepted(send(0, 50, 2), 0);
        refused(send(0, 50, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        accepted(send(0, 52, 1), 2);
    }

    @Test
    void startsANewEpochAtZeroOnly() {
        accepted(send(3, 0, 2), 0);

        refused(send(4, 2, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        accepted(send(4, 0, 1), 2);
        accepted(send(4, 1, 1), 3);
    }

    @Test
    void refusesAnOldEpoch() {
        accepted(send(1, 0, 2), 0);

        refused(send(0, 2, 2), ErrorCode.INVALID_PRODUCER_EPOCH);
        accepted(send(1, 2, 2), 2);
    }

    @Test
    void doesNotTakeABatchOfAnOldEpochForADuplicate() {
        accepted(send(0, 0, 2), 0);
        accepted(send(1, 0, 2), 2);

        refused(send(0, 0, 2), ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void doesNotTakeABatchOfANewEpochForADuplicateOfTheOld() {
        accepted(send(0, 0, 2), 0);
        accepted(send(1, 0, 1), 2);

        refused(send(1, 0, 2), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void goesOnAtZeroBehindTheLargestSequence() {
        accepted(send(0, Integer.MAX_VALUE - 1, 2), 0);

        accepted(send(0, 0, 1), 2);
    }

    @Test
    void wrapsInsideABatch() {
        accepted(send(0, Integer.MAX_VALUE - 1, 4), 0);

        refused(send(0, 0, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        accepted(send(0, 2, 1), 4);
        assertThat(cluster.records("t", 0))
                .extracting(StoredRecord::sequence)
                .containsExactly(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 0, 1, 2);
    }

    @Test
    void knowsEachPartitionAlone() {
        accepted(send(0, 0, 2), 0);

        accepted(client.produce("t", 1, Batches.sequenced(ID, 0, 7, "a")), 0);
    }

    @Test
    void keepsItsStateWhenTheLeaderMoves() {
        StubCluster three = StubCluster.builder().brokers(3).topic("t", 1).build();
        accepted(new TestClient(three, 1).produce("t", 0, Batches.sequenced(ID, 0, 0, "a")), 0);
        three.broker(1).kill();
        assertThat(three.partition("t", 0).leader()).isEqualTo(2);

        accepted(new TestClient(three, 2).produce("t", 0, Batches.sequenced(ID, 0, 0, "a")), 0);
        assertThat(three.records("t")).hasSize(1);
    }

    @Test
    void takesAnythingAfterItLostItsState() {
        accepted(send(0, 0, 2), 0);
        cluster.partition("t", 0).loseProducerState();

        accepted(send(0, 70, 2), 2);
    }

    private ProduceResponse.Partition send(int epoch, int sequence, int records) {
        String[] values = new String[records];
        java.util.Arrays.fill(values, "v");
        return client.produce("t", 0, Batches.sequenced(ID, epoch, sequence, values));
    }

    private static void accepted(ProduceResponse.Partition answer, long offset) {
        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.NONE);
        assertThat(answer.baseOffset()).isEqualTo(offset);
    }

    private static void refused(ProduceResponse.Partition answer, ErrorCode expected) {
        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(expected);
        assertThat(answer.baseOffset()).isEqualTo(-1);
    }
}
