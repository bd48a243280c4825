package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.sizing.BatchingSettings;
import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordAccumulatorTest {
    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void keepsAllRecordsInTheirOrderAcrossBatches(CompressionType compression) {
        Fixture fixture = new Fixture(2_000, 1 << 20, compression);
        PartitionChain chain = fixture.accumulator.chain("t", 3);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add("value number " + i);
            fixture.append(chain, fixture.record(sent.get(i)));
        }
        List<String> found = new ArrayList<>();
        while (chain.head() != null) {
            SealedBatch batch = fixture.sealAndTake(chain);
            found.addAll(Fixture.values(batch));
            batch.release();
        }
        assertThat(found).isEqualTo(sent);
        assertThat(fixture.accumulator.memory().availableBytes())
                .isEqualTo(fixture.accumulator.memory().totalBytes());
    }

    @Test
    void findsTheSameChainAgain() {
        Fixture fixture = Fixture.plain();
        PartitionChain chain = fixture.accumulator.chain("t", 3);
        assertThat(fixture.accumulator.chain("t", 3)).isSameAs(chain);
        assertThat(fixture.accumulator.chain("t", 2)).isNotSameAs(chain);
    }

    @Test
    void letsACallerUseOnePendingRecordForMany() {
        Fixture fixture = new Fixture(300, 1 << 20, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        PendingRecord record = new PendingRecord();
        for (int i = 0; i < 20; i++) {
            record.encoded().value(("v" + i).getBytes(StandardCharsets.UTF_8)).timestampMs(i * 1_000_000L);
            record.begin(null);
            record.appendedAt(() -> fixture.nowNs, null);
            fixture.append(chain, record);
        }
        List<Long> timestamps = new ArrayList<>();
        while (chain.head() != null) {
            Fixture.decode(fixture.sealAndTake(chain)).forEach(decoded -> timestamps.add(decoded.timestampMs()));
        }
        assertThat(timestamps).hasSize(20).isSorted().contains(0L, 19_000_000L);
    }

    @Test
    void tellsTheSenderOfABatchThatWasOpenedAndOfOneThatIsFull() {
        Fixture fixture = new Fixture(300, 1 << 20, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        assertThat(fixture.accumulator.pollOpened()).isNull();
        fixture.append(chain, fixture.record("x".repeat(100)));
        assertThat(fixture.accumulator.pollOpened()).isSameAs(chain.head());
        assertThat(fixture.accumulator.pollReady()).isNull();
        fixture.append(chain, fixture.record("x".repeat(100)));
        assertThat(fixture.accumulator.pollOpened()).isNull();
        fixture.append(chain, fixture.record("x".repeat(100)));
        assertThat(fixture.accumulator.pollReady()).isSameAs(chain);
        assertThat(fixture.accumulator.pollOpened()).isSameAs(chain.newest());
    }

    @Test
    void wakesASleepingSenderOnlyIfItWouldMissSomething() {
        Fixture fixture = new Fixture(300, 1 << 20, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        fixture.append(chain, fixture.record("into a new batch"));
        assertThat(fixture.wakeUps).as("the sender is awake").hasValue(0);
        fixture.sealAndTake(chain).release();
        fixture.accumulator.sleepFlag().aboutToSleep(fixture.nowNs + 5_000_000);
        fixture.append(chain, fixture.record("into a new batch"));
        assertThat(fixture.wakeUps)
                .as("the sender wakes before the linger time is over")
                .hasValue(0);
        fixture.append(chain, fixture.record("into the same batch"));
        assertThat(fixture.wakeUps).hasValue(0);
        fixture.append(chain, fixture.record("x".repeat(200)));
        assertThat(fixture.wakeUps).as("a batch is full").hasPositiveValue();
        int before = fixture.wakeUps.get();
        fixture.accumulator.sleepFlag().aboutToSleep(fixture.nowNs + 60_000_000_000L);
        fixture.append(fixture.accumulator.chain("t", 1), fixture.record("into a new batch"));
        assertThat(fixture.wakeUps).hasValue(before + 1);
    }

    @Test
    void sendsEveryRecordAtOnceIfBatchesHaveNoRoomForASecond() {
        Fixture fixture = new Fixture(0, 1 << 20, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        PendingRecord record = fixture.record("alone");
        fixture.append(chain, record);
        assertThat(record.batchFull()).isTrue();
        assertThat(fixture.accumulator.pollReady()).isSameAs(chain);
        assertThat(fixture.take(chain).recordCount()).isEqualTo(1);
    }

    @Test
    void tellsHowMuchItsBatchesHaveGrown() {
        Fixture fixture = new Fixture(300, 1 << 20, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        PendingRecord first = fixture.record("x".repeat(100));
        fixture.append(chain, first);
        assertThat(first.grownBytes()).isEqualTo((int) first.sizeBytes());
        assertThat(first.batchFull()).isFalse();
        PendingRecord second = fixture.record("x".repeat(100));
        fixture.append(chain, second);
        assertThat(second.grownBytes()).isEqualTo((int) second.sizeBytes() - 61);
        assertThat(second.batchFull()).isTrue();
    }

    @Test
    void asksToWaitForMemoryAndGoesOnWithWhatTheTicketBrings() {
        Fixture fixture = new Fixture(1_024, 4_096, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        PendingRecord waiting = fillMemory(fixture, chain);
        fixture.accumulator.sleepFlag().aboutToSleep(Long.MAX_VALUE / 2);
        assertThat(fixture.accumulator.append(chain, waiting)).isEqualTo(AppendResult.NEED_MEMORY);
        assertThat(fixture.wakeUps).as("the sender should seal what lingers").hasPositiveValue();
        assertThat(fixture.accumulator.memory().hasWaiters()).isTrue();
        assertThat(waiting.ticket().isGranted()).isFalse();
        fixture.sealAndTake(chain).release();
        assertThat(waiting.ticket().isGranted()).isTrue();
        fixture.append(chain, waiting);
        while (chain.head() != null) {
            fixture.sealAndTake(chain).release();
        }
        assertThat(fixture.accumulator.memory().availableBytes()).isEqualTo(4_096);
    }

    @Test
    void sealsABatchThatCannotGrowForWantOfMemory() {
        Fixture fixture = new Fixture(8_192, 4_096, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        fillMemory(fixture, chain).cancel();
        assertThat(Objects.requireNonNull(chain.head()).sealReason()).isEqualTo(SealReason.MEMORY);
        assertThat(chain.queuedBatches()).isEqualTo(1);
    }

    @Test
    void givesBackAGrantThatItDoesNotNeedAnyMore() {
        Fixture fixture = new Fixture(1_024, 4_096, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        PendingRecord waiting = fillMemory(fixture, chain);
        while (chain.head() != null) {
            fixture.sealAndTake(chain).release();
        }
        assertThat(waiting.ticket().isGranted()).isTrue();
        fixture.append(chain, fixture.record("opens a batch with room for another"));
        fixture.append(chain, waiting);
        fixture.sealAndTake(chain).release();
        assertThat(fixture.accumulator.memory().availableBytes()).isEqualTo(4_096);
    }

    @Test
    void countsTheMemoryOfABatchOnItsLeadersAccount() {
        Fixture fixture = new Fixture(1_024, 8_192, CompressionType.NONE);
        PartitionChain slow = fixture.accumulator.chain("t", 0);
        PartitionChain fast = fixture.accumulator.chain("t", 1);
        slow.leader(1);
        fast.leader(2);
        fixture.append(fast, fixture.record("is written to as well"));
        fixture.sealAndTake(fast).release();
        fillMemory(fixture, slow).cancel();
        assertThat(fixture.accumulator.memory().share(1).heldBytes()).isEqualTo(4_096);
        fixture.append(fast, fixture.record("finds room"));
        assertThat(slow.leader()).isEqualTo(1);
    }

    @Test
    void takesNoRecordAfterItWasClosed() {
        Fixture fixture = new Fixture(1_024, 4_096, CompressionType.NONE);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        PendingRecord waiting = fillMemory(fixture, chain);
        PartitionChain empty = fixture.accumulator.chain("t", 1);
        fixture.accumulator.close(5);
        fixture.accumulator.close(5);
        assertThat(waiting.ticket().isClosed()).isTrue();
        assertThat(fixture.accumulator.append(chain, waiting)).isEqualTo(AppendResult.CLOSED);
        assertThat(fixture.accumulator.append(empty, fixture.record("late"))).isEqualTo(AppendResult.CLOSED);
        PartitionChain later = fixture.accumulator.chain("u", 0);
        assertThat(fixture.accumulator.append(later, fixture.record("late"))).isEqualTo(AppendResult.CLOSED);
        assertThat(later.last().next())
                .as("nobody who holds memory can open a batch")
                .isSameAs(ChainLink.CLOSED);
        int batches = chain.queuedBatches();
        for (int i = 0; i < batches; i++) {
            assertThat(Objects.requireNonNull(chain.head()).isComplete()).isTrue();
            fixture.take(chain).release();
        }
        assertThat(chain.head()).isNull();
        assertThat(fixture.accumulator.memory().availableBytes()).isEqualTo(4_096);
    }

    @Test
    void sealsWhatIsOpenWhenItCloses() {
        Fixture fixture = Fixture.plain();
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        fixture.append(chain, fixture.record("accepted before"));
        fixture.accumulator.close(7);
        assertThat(fixture.accumulator.append(chain, fixture.record("too late")))
                .isEqualTo(AppendResult.CLOSED);
        assertThat(Objects.requireNonNull(chain.head()).sealReason()).isEqualTo(SealReason.CLOSE);
        assertThat(Fixture.values(fixture.take(chain))).containsExactly("accepted before");
    }

    @Test
    void letsOnlyOneOfTwoOpenersIn() {
        Fixture fixture = Fixture.plain();
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        ChainLink last = chain.last();
        fixture.append(chain, fixture.record("was faster"));
        PendingRecord slower = fixture.record("slower");
        slower.prepareDelivery(false);
        OpenBatch second = new OpenBatch(
                chain,
                Objects.requireNonNull(fixture.accumulator
                        .memory()
                        .tryTake(fixture.accumulator.memory().share(-1), 1_024)),
                1_024,
                slower);
        assertThat(chain.link(last, second)).isFalse();
        assertThat(Objects.requireNonNull(chain.head()).recordCount()).isEqualTo(1);
        assertThat(chain.newest()).isSameAs(chain.head());
    }

    @Test
    void endsARefusedRecordAndTellsItsCallback() {
        Fixture fixture = Fixture.plain();
        List<ProducerException> told = new ArrayList<>();
        ProducerException error = new InvalidRecordException("no such thing");
        BatchDelivery delivery = fixture.accumulator.refuse(
                new TopicPartition("t", -1), fixture.record("x", (metadata, e) -> told.add(e)), error);
        assertThat(delivery.error()).isSameAs(error);
        assertThat(told).isEmpty();
        Fixture.runAll(fixture.callbackTasks);
        assertThat(told).containsExactly(error);
        assertThat(fixture.accumulator.callbackBacklog().batches()).isZero();
    }

    @Test
    void opensNoBatchWhileTooManyCallbacksWait() {
        BatchingSettings settings = new BatchingSettings(0, 0, 1 << 20, 1 << 20, Codec.of(CompressionType.NONE), 2);
        Fixture fixture = new Fixture(settings, null);
        PartitionChain chain = fixture.accumulator.chain("t", 0);
        List<BatchOutcome> ended = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            fixture.append(chain, fixture.record("x", (metadata, error) -> {}));
            SealedBatch batch = fixture.take(chain);
            batch.outcome().persisted(0, -1);
            batch.release();
            ended.add(batch.outcome());
        }
        PendingRecord waiting = fixture.record("waits");
        assertThat(fixture.accumulator.append(chain, waiting)).isEqualTo(AppendResult.NEED_MEMORY);
        ended.get(0).runCallbacks();
        assertThat(waiting.ticket().isGranted()).isTrue();
        fixture.append(chain, waiting);
    }

    @Test
    void compressesOnItsOwnThreadIfTheExecutorRefuses() {
        RecordAccumulator accumulator =
                Fixture.threaded(Fixture.settings(16_384, 1 << 20, CompressionType.GZIP), task -> {
                    throw new RejectedExecutionException("closed");
                });
        PartitionChain chain = accumulator.chain("t", 0);
        assertThat(accumulator.append(chain, Fixture.plain().record("a".repeat(1_000))))
                .isEqualTo(AppendResult.APPENDED);
        OpenBatch head = Objects.requireNonNull(chain.head());
        head.seal(SealReason.LINGER, 0);
        assertThat(head.isComplete()).isTrue();
    }

    /** Appends until memory runs out, and returns the record that has to wait. */
    private static PendingRecord fillMemory(Fixture fixture, PartitionChain chain) {
        PendingRecord record = fixture.record("x".repeat(200));
        while (fixture.accumulator.append(chain, record) == AppendResult.APPENDED) {
            record = fixture.record("x".repeat(200));
        }
        return record;
    }
}
