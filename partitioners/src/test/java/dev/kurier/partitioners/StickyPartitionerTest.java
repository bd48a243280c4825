package dev.kurier.partitioners;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StickyPartitionerTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());

    private final StickyPartitioner partitioner = new StickyPartitioner(new RandomDraw(SEED));

    @Test
    void staysUntilTheBatchIsSealedWhateverTheKey() {
        FakeTopic topic = new FakeTopic(9);
        int first = partitioner.partition(topic);
        for (int i = 0; i < 100; i++) {
            assertThat(partitioner.partition(topic.key(new byte[] {(byte) i}))).isEqualTo(first);
        }
        partitioner.onBatchSealed("topic", (first + 1) % 9);
        partitioner.onBatchSealed("unknown", first);

        assertThat(partitioner.partition(topic)).isEqualTo(first);
    }

    @Test
    void staysWhenItsFirstRecordOpensTheBatchAndLeavesWhenTheNextOneIsOpened() {
        FakeTopic topic = new FakeTopic(9);
        for (int visit = 0; visit < 20; visit++) {
            int current = partitioner.partition(topic);
            partitioner.onBatchSealed("topic", current);
            partitioner.onAppended("topic", current, false, 80, false);
            partitioner.onAppended("topic", partitioner.partition(topic), false, 10, false);
            assertThat(partitioner.partition(topic)).isEqualTo(current);

            partitioner.onBatchSealed("topic", current);
            partitioner.onAppended("topic", current, false, 80, false);
            assertThat(partitioner.partition(topic)).isNotEqualTo(current);
        }
    }

    @Test
    void leavesAPartitionWhoseBatchHasLeftBeforeARecordOpensAnotherThere() {
        FakeTopic topic = new FakeTopic(9).withoutOpenBatches();
        int current = partitioner.partition(topic);
        assertThat(partitioner.partition(topic))
                .as("nothing was sent there yet")
                .isEqualTo(current);

        partitioner.onAppended("topic", current, false, 80, false);

        assertThat(partitioner.partition(topic)).isNotEqualTo(current);
    }

    @Test
    void leavesAPartitionWhoseBatchIsFull() {
        FakeTopic topic = new FakeTopic(9);
        int current = partitioner.partition(topic);

        partitioner.onAppended("topic", current, false, 80, true);

        assertThat(partitioner.partition(topic)).isNotEqualTo(current);
    }

    @Test
    void neverTakesTheSamePartitionTwiceInARow() {
        FakeTopic topic = new FakeTopic(3);
        int[] hits = new int[3];
        int previous = -1;
        for (int i = 0; i < 3_000; i++) {
            int partition = partitioner.partition(topic);
            assertThat(partition).as("-Dkurier.seed=%d", SEED).isNotEqualTo(previous);
            hits[partition]++;
            partitioner.onAppended("topic", partition, false, 10, false);
            partitioner.onBatchSealed("topic", partition);
            previous = partition;
        }
        for (int hit : hits) {
            assertThat(hit).as("-Dkurier.seed=%d", SEED).isBetween(800, 1_200);
        }
    }

    @Test
    void takesTheOnlyPartitionWithALeaderAgainAndAgain() {
        FakeTopic topic = new FakeTopic(3).without(0, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(partitioner.partition(topic)).isEqualTo(1);
            partitioner.onAppended("topic", 1, false, 10, true);
        }
        assertThat(partitioner.explain(topic)).contains("until its batch is sealed");
    }
}
