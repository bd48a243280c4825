package dev.kurier.partitioners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DefaultPartitionerTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());
    private static final String HINT = "-Dkurier.seed=" + SEED;
    private static final int BATCH = 100;

    private final DefaultPartitioner partitioner = partitioner(true, 0, false);

    @Test
    void hashesKeysOverAllPartitionsAvailableOrNot() {
        FakeTopic topic = new FakeTopic(12).without(6).key("foobar".getBytes(UTF_8));

        assertThat(partitioner.partition(topic)).isEqualTo(6);
        assertThat(partitioner.explain(topic)).contains("-790332482");
    }

    @Test
    void hashesAnEmptyKey() {
        assertThat(partitioner.partition(new FakeTopic(12).key(new byte[0]))).isEqualTo(9);
    }

    @Test
    void staysWithOnePartitionUntilItHasABatchsWorth() {
        FakeTopic topic = new FakeTopic(50);
        int first = partitioner.partition(topic);

        assertThat(share(topic, first, BATCH - 1, true)).isEqualTo(first);
        assertThat(share(topic, first, 1, true)).isNotEqualTo(first);
    }

    @Test
    void waitsForTheBatchToFillBeforeItSwitches() {
        FakeTopic topic = new FakeTopic(50);
        int first = partitioner.partition(topic);

        assertThat(share(topic, first, 2 * BATCH - 1, false)).isEqualTo(first);
        assertThat(share(topic, first, 1, true)).isNotEqualTo(first);
    }

    @Test
    void switchesAfterTwoBatchesWorthEvenInTheMiddleOfABatch() {
        FakeTopic topic = new FakeTopic(50);
        int first = partitioner.partition(topic);

        assertThat(share(topic, first, 2 * BATCH, false)).isNotEqualTo(first);
    }

    @Test
    void completesADeferredSwitchWhenTheBatchIsSealed() {
        FakeTopic topic = new FakeTopic(50);
        int first = partitioner.partition(topic);
        share(topic, first, BATCH + 1, false);

        partitioner.onBatchSealed("topic", first);

        assertThat(next(topic, first)).isNotEqualTo(first);
    }

    @Test
    void staysWhenABatchIsSealedBeforeItsShareIsUsed() {
        FakeTopic topic = new FakeTopic(50);
        int first = partitioner.partition(topic);
        share(topic, first, BATCH - 1, false);

        partitioner.onBatchSealed("topic", first);
        partitioner.onBatchSealed("topic", (first + 1) % 50);
        partitioner.onBatchSealed("other topic", first);

        assertThat(partitioner.partition(topic)).isEqualTo(first);
    }

    @Test
    void countsNoKeyedRecordsUnlessKeysAreIgnored() {
        FakeTopic topic = new FakeTopic(50);
        int first = partitioner.partition(topic);
        partitioner.onAppended("topic", first, true, 10 * BATCH, true);
        assertThat(partitioner.partition(topic)).isEqualTo(first);

        DefaultPartitioner ignoring = partitioner(true, 0, true);
        topic.key("foobar".getBytes(UTF_8));
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int partition = ignoring.partition(topic);
            seen.add(partition);
            ignoring.onAppended("topic", partition, true, BATCH, true);
        }
        assertThat(seen.stream().distinct().count()).as(HINT).isGreaterThan(5);
        assertThat(ignoring.explain(topic)).startsWith("keys are ignored");
    }

    @Test
    void keepsTopicsApart() {
        FakeTopic one = new FakeTopic(1);
        FakeTopic many = new FakeTopic(50);
        many.name = "many";
        int first = partitioner.partition(many);

        partitioner.onAppended("topic", partitioner.partition(one), false, 5 * BATCH, true);

        assertThat(partitioner.partition(many)).isEqualTo(first);
    }

    @Test
    void spreadsEvenlyWhenQueuesAreEqual() {
        assertShares(draws(partitioner, new FakeTopic(5).queued(2, 2, 2, 2, 2), 50_000), 1, 1, 1, 1, 1);
    }

    @Test
    void givesALongQueueLess() {
        assertShares(draws(partitioner, new FakeTopic(3).queued(0, 3, 1), 50_000), 4, 1, 3);
    }

    @Test
    void ignoresQueuesWhenNotAdaptive() {
        assertShares(draws(partitioner(false, 0, false), new FakeTopic(3).queued(0, 30, 1), 50_000), 1, 1, 1);
    }

    @Test
    void leavesOutPartitionsWithoutALeader() {
        assertShares(draws(partitioner, new FakeTopic(4).without(1, 2), 20_000), 1, 0, 0, 1);
    }

    @Test
    void takesAnyPartitionWhenNoneHasALeader() {
        assertShares(draws(partitioner, new FakeTopic(3).without(0, 1, 2), 30_000), 1, 1, 1);
    }

    @Test
    void leavesOutStalledLeadersOnlyIfToldSo() {
        FakeTopic topic = new FakeTopic(3);
        topic.stalledMs[1] = 501;
        topic.stalledMs[2] = 500;

        assertShares(draws(partitioner(true, 500, false), topic, 20_000), 1, 0, 1);
        assertShares(draws(partitioner(true, 0, false), topic, 30_000), 1, 1, 1);
    }

    @Test
    void fallsBackToStalledLeadersWhenThereAreNoOthers() {
        FakeTopic topic = new FakeTopic(3).without(2);
        topic.stalledMs[0] = topic.stalledMs[1] = 9_000;

        assertThat(draws(partitioner(true, 500, false), topic, 1_000)[2]).isZero();
    }

    @Test
    void leavesAPartitionThatLosesItsLeaderIfAnotherHasOne() {
        FakeTopic topic = new FakeTopic(4);
        int first = partitioner.partition(topic);
        topic.available[first] = false;
        assertThat(partitioner.partition(topic)).as(HINT).isNotEqualTo(first);

        FakeTopic dark = new FakeTopic(4).without(0, 1, 2, 3);
        dark.name = "dark";
        int kept = partitioner.partition(dark);
        for (int i = 0; i < 50; i++) {
            assertThat(partitioner.partition(dark)).as(HINT).isEqualTo(kept);
        }
    }

    @Test
    void choosesAgainWhenTheTopicComesBackWithFewerPartitions() {
        FakeTopic topic = new FakeTopic(50)
                .without(java.util.stream.IntStream.range(0, 49).toArray());
        assertThat(partitioner.partition(topic)).isEqualTo(49);
        topic.available[0] = true;
        topic.partitionCount = 1;

        assertThat(partitioner.partition(topic)).isZero();
    }

    @Test
    void drawsTheSameSequenceFromTheSameSeed() {
        FakeTopic topic = new FakeTopic(50);
        assertThat(sequence(new RandomDraw(7), topic)).isEqualTo(sequence(new RandomDraw(7), topic));
        assertThat(sequence(new RandomDraw(7), topic)).isNotEqualTo(sequence(new RandomDraw(8), topic));
    }

    @Test
    void allocatesNothingPerRecord() throws Exception {
        FakeTopic topic = new FakeTopic(8).queued(0, 1, 2, 3, 4, 5, 6, 7);
        byte[] key = "foobar".getBytes(UTF_8);
        drive(topic, key, 20_000);

        long before = allocatedBytes();
        drive(topic, key, 100_000);
        long allocated = allocatedBytes() - before;

        assertThat(allocated).isLessThan(100_000);
    }

    @Test
    @Timeout(60)
    void neverSwitchesMoreOftenThanBatchesWereFilledWhenThreadsShareIt() throws Exception {
        StickyTopic sticky = new StickyTopic(new PartitionDraw(new RandomDraw(SEED), true, 0, ""));
        LongAdder switches = new LongAdder();
        LongAdder outside = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                FakeTopic topic = new FakeTopic(7);
                for (int i = 0; i < 100_000; i++) {
                    int partition = sticky.partition(topic, -1);
                    if (partition < 0 || partition >= 7) {
                        outside.increment();
                    }
                    if (sticky.count(partition, 1, true, BATCH)) {
                        switches.increment();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(outside.sum()).isZero();
        assertThat(switches.sum()).isBetween(1L, 400_000L / BATCH);
    }

    /** Asks the JVM by reflection: the module under test does not read the management modules. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(threads);
    }

    private void drive(FakeTopic topic, byte[] key, int records) {
        for (int i = 0; i < records; i++) {
            topic.key = (i & 1) == 0 ? null : key;
            int partition = partitioner.partition(topic);
            partitioner.onAppended("topic", partition, topic.key != null, 10, (i & 15) == 0);
        }
    }

    /** Appends that many bytes and returns where the next record goes. */
    private int share(FakeTopic topic, int partition, int bytes, boolean batchFull) {
        partitioner.onAppended("topic", partition, false, bytes, batchFull);
        return next(topic, partition);
    }

    /** Where the next record goes; a new draw hits the same partition again once in 50 million times. */
    private int next(FakeTopic topic, int partition) {
        topic.queued[partition] = 1_000_000;
        return partitioner.partition(topic);
    }

    private static long[] draws(DefaultPartitioner partitioner, FakeTopic topic, int rounds) {
        long[] hits = new long[topic.partitionCount];
        for (int i = 0; i < rounds; i++) {
            int partition = partitioner.partition(topic);
            hits[partition]++;
            partitioner.onAppended("topic", partition, false, BATCH, true);
        }
        return hits;
    }

    /** Compares with a tolerance of five standard deviations, which a fair draw leaves once in 1.7 million times. */
    private static void assertShares(long[] hits, int... weights) {
        double total = java.util.Arrays.stream(hits).sum();
        double sum = java.util.Arrays.stream(weights).sum();
        for (int p = 0; p < hits.length; p++) {
            double share = weights[p] / sum;
            double tolerance = 5 * Math.sqrt(total * share * (1 - share));
            assertThat((double) hits[p])
                    .as("partition %d of %s, %s", p, java.util.Arrays.toString(hits), HINT)
                    .isBetween(total * share - tolerance, total * share + tolerance);
        }
    }

    private static List<Integer> sequence(RandomDraw random, FakeTopic topic) {
        DefaultPartitioner partitioner = new DefaultPartitioner(new PartitionDraw(random, true, 0, ""), false, BATCH);
        List<Integer> sequence = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sequence.add(partitioner.partition(topic));
            partitioner.onAppended("topic", sequence.get(i), false, BATCH, true);
        }
        return sequence;
    }

    private static DefaultPartitioner partitioner(boolean adaptive, long timeoutMs, boolean ignoreKeys) {
        return new DefaultPartitioner(
                new PartitionDraw(new RandomDraw(SEED), adaptive, timeoutMs, ""), ignoreKeys, BATCH);
    }
}
