package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.memory.MemoryChunk;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.DecodedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Turns the steps claim, write, commit and seal by hand, in the orders that threads could. */
class OpenBatchStepsTest {
    private final Fixture fixture = Fixture.plain();
    private final PartitionChain chain = fixture.accumulator.chain("t", 0);

    private OpenBatch openWithOneRecord() {
        fixture.append(chain, fixture.record("first"));
        return Objects.requireNonNull(chain.head());
    }

    @Test
    void isCompleteOnlyWhenSealedAndCommitted() {
        OpenBatch batch = openWithOneRecord();
        PendingRecord record = claimed(batch, "second");
        assertThat(batch.isComplete()).isFalse();
        batch.seal(SealReason.LINGER, 1);
        assertThat(batch.isComplete()).isFalse();
        assertThat(fixture.accumulator.pollReady()).isNull();
        batch.write(record);
        batch.commit(record);
        assertThat(batch.isComplete()).isTrue();
        assertThat(fixture.accumulator.pollReady()).isSameAs(chain);
        assertThat(Fixture.values(fixture.take(chain))).containsExactly("first", "second");
    }

    @Test
    void isCompleteAtTheSealIfEverythingIsCommitted() {
        OpenBatch batch = openWithOneRecord();
        assertThat(batch.seal(SealReason.FLUSH, 1)).isTrue();
        assertThat(batch.isComplete()).isTrue();
        assertThat(batch.sealReason()).isEqualTo(SealReason.FLUSH);
        assertThat(batch.seal(SealReason.CLOSE, 2)).isFalse();
        assertThat(batch.sealReason()).isEqualTo(SealReason.FLUSH);
        assertThat(batch.times().sealedNs()).isEqualTo(1);
    }

    @Test
    void takesNoClaimAfterTheSeal() {
        OpenBatch batch = openWithOneRecord();
        batch.seal(SealReason.LINGER, 1);
        assertThat(batch.claim(prepared("late"))).isEqualTo(OpenBatch.Claim.SEALED);
        assertThat(batch.recordCount()).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfClaimsWhateverTheOrderOfCommits() {
        OpenBatch batch = openWithOneRecord();
        PendingRecord b = claimed(batch, "b");
        PendingRecord c = claimed(batch, "c");
        PendingRecord d = claimed(batch, "d");
        batch.write(d);
        batch.write(b);
        batch.commit(d);
        batch.write(c);
        batch.commit(c);
        batch.seal(SealReason.FULL, 1);
        assertThat(batch.isComplete()).isFalse();
        batch.commit(b);
        assertThat(Fixture.values(fixture.take(chain))).containsExactly("first", "b", "c", "d");
    }

    @Test
    void letsOthersOpenTheNextBatchWhileAClaimIsOpen() {
        OpenBatch batch = openWithOneRecord();
        PendingRecord parked = claimed(batch, "parked");
        batch.seal(SealReason.FULL, 1);
        fixture.append(chain, fixture.record("next"));
        assertThat(chain.head()).isSameAs(batch);
        assertThat(Objects.requireNonNull(chain.newest()).recordCount()).isEqualTo(1);
        batch.write(parked);
        batch.commit(parked);
        assertThat(Fixture.values(fixture.take(chain))).containsExactly("first", "parked");
        assertThat(Fixture.values(fixture.sealAndTake(chain))).containsExactly("next");
    }

    @Test
    void writesTimestampsBeforeTheFirstOneAsNegativeDeltas() {
        fixture.append(chain, fixture.record("now", 1_000_000, null));
        fixture.append(chain, fixture.record("earlier", 5, null));
        fixture.append(chain, fixture.record("later", 2_000_000, null));
        SealedBatch sealed = fixture.sealAndTake(chain);
        assertThat(Fixture.decode(sealed))
                .extracting(DecodedRecord::timestampMs)
                .containsExactly(1_000_000L, 5L, 2_000_000L);
        assertThat(sealed.maxTimestampMs()).isEqualTo(2_000_000);
    }

    @Test
    void growsByChunksAndSendsThemInOrder() {
        long total = fixture.accumulator.memory().totalBytes();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            sent.add("a value that is about a hundred bytes long, so that a batch of many needs more than one chunk "
                    + i);
            fixture.append(chain, fixture.record(sent.get(i)));
        }
        assertThat(total - fixture.accumulator.memory().availableBytes()).isEqualTo(16_384);
        SealedBatch sealed = fixture.sealAndTake(chain);
        assertThat(sealed.encode(1, (short) 0, 0)).hasSizeGreaterThan(3);
        assertThat(Fixture.values(sealed)).isEqualTo(sent);
        sealed.release();
        assertThat(fixture.accumulator.memory().availableBytes()).isEqualTo(total);
    }

    @Test
    void startsWithAFullChunkWhenTheLastBatchWasFull() {
        while (fixture.accumulator.chain("t", 0).queuedBatches() < 3) {
            fixture.append(chain, fixture.record("x".repeat(100)));
        }
        fixture.sealAndTake(chain).release();
        assertThat(fixture.sealAndTake(chain).encode(1, (short) 0, 0)).hasSize(1);
    }

    @Test
    void givesAnOversizeRecordABatchOfItsOwn() {
        fixture.append(chain, fixture.record("small"));
        String large = "L".repeat(100_000);
        fixture.append(chain, fixture.record(large));
        fixture.append(chain, fixture.record("small again"));
        assertThat(Fixture.values(fixture.take(chain))).containsExactly("small");
        assertThat(Fixture.values(fixture.take(chain))).containsExactly(large);
        assertThat(Fixture.values(fixture.sealAndTake(chain))).containsExactly("small again");
    }

    @Test
    void refusesARecordBeyondTheLimitToTheByte() {
        int most = (1 << 20) - (int) fixture.record("").sizeBytes() - 2 * 2;
        while (fixture.record("x".repeat(most)).sizeBytes() > 1 << 20) {
            most--;
        }
        assertThat(fixture.accumulator.append(chain, fixture.record("x".repeat(most + 1))))
                .isEqualTo(AppendResult.TOO_LARGE);
        assertThat(chain.head()).isNull();
        fixture.append(chain, fixture.record("x".repeat(most)));
        assertThat(fixture.take(chain).sizeBytes()).isEqualTo(1 << 20);
    }

    @Test
    void dropsAChunkThatWasInstalledAndNotUsed() {
        OpenBatch batch = openWithOneRecord();
        MemoryChunk chunk = Objects.requireNonNull(fixture.accumulator
                .memory()
                .tryTake(fixture.accumulator.memory().share(-1), 2048));
        assertThat(batch.install(chunk)).isTrue();
        fixture.sealAndTake(chain).release();
        assertThat(fixture.accumulator.memory().availableBytes())
                .isEqualTo(fixture.accumulator.memory().totalBytes());
    }

    @Test
    void takesNoChunkAfterTheSeal() {
        OpenBatch batch = openWithOneRecord();
        batch.seal(SealReason.LINGER, 1);
        MemoryChunk chunk = Objects.requireNonNull(fixture.accumulator
                .memory()
                .tryTake(fixture.accumulator.memory().share(-1), 2048));
        assertThat(batch.install(chunk)).isFalse();
    }

    @Test
    void letsAClaimPassOverAChunkThatIsTooSmall() {
        OpenBatch batch = openWithOneRecord();
        PendingRecord large = prepared("L".repeat(3000));
        assertThat(batch.claim(large)).isEqualTo(OpenBatch.Claim.NEED_CHUNK);
        assertThat(batch.install(take(512))).isTrue();
        assertThat(batch.claim(large)).isEqualTo(OpenBatch.Claim.NEED_CHUNK);
        assertThat(batch.install(take(4096))).isTrue();
        assertThat(batch.claim(large)).isEqualTo(OpenBatch.Claim.CLAIMED);
        PendingRecord small = claimed(batch, "small");
        batch.write(small);
        batch.commit(small);
        batch.write(large);
        batch.commit(large);
        SealedBatch sealed = fixture.sealAndTake(chain);
        assertThat(Fixture.values(sealed)).containsExactly("first", "L".repeat(3000), "small");
        sealed.release();
        assertThat(fixture.accumulator.memory().availableBytes())
                .isEqualTo(fixture.accumulator.memory().totalBytes());
    }

    @Test
    void neverSendsABatchInWhichAWriteHasFailed() {
        BatchDelivery first = fixture.append(chain, fixture.record("first"));
        PendingRecord bad = fixture.record("bad");
        bad.encoded().valueOffset = 1_000;
        BatchDelivery failed = fixture.append(chain, bad);
        assertThat(fixture.contained).singleElement().isInstanceOf(IndexOutOfBoundsException.class);
        fixture.append(chain, fixture.record("into the next batch"));
        OpenBatch head = Objects.requireNonNull(chain.head());
        assertThat(head.isBroken()).isTrue();
        assertThat(head.sealReason()).isEqualTo(SealReason.BROKEN);
        SealedBatch sealed = fixture.take(chain);
        assertThat(sealed.isSendable()).isFalse();
        sealed.outcome().failed(timeout());
        sealed.release();
        assertThat(first.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(failed.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(Fixture.values(fixture.sealAndTake(chain))).containsExactly("into the next batch");
    }

    @Test
    void keepsTheMemoryOfABatchGivenUpUntilTheLastCommit() {
        AtomicReference<ProducerException> told = new AtomicReference<>();
        OpenBatch batch = openWithOneRecord();
        PendingRecord parked = fixture.record("parked", (metadata, error) -> told.set(error));
        parked.prepareDelivery(false);
        assertThat(batch.claim(parked)).isEqualTo(OpenBatch.Claim.CLAIMED);
        batch.seal(SealReason.LINGER, 1);
        chain.removeHead();
        SealedBatch sealed = batch.toSealed();
        assertThat(sealed.isSendable()).isFalse();
        assertThat(sealed.recordCount()).isEqualTo(2);
        assertThatThrownBy(() -> sealed.encode(-1, (short) -1, -1)).isInstanceOf(IllegalStateException.class);
        sealed.outcome().failed(timeout());
        assertThat(sealed.outcome().hasWaiters()).isTrue();
        sealed.outcome().runCallbacks();
        sealed.release();
        long available = fixture.accumulator.memory().availableBytes();
        assertThat(available).isLessThan(fixture.accumulator.memory().totalBytes());
        assertThat(told.get()).isNull();

        batch.write(parked);
        batch.commit(parked);
        assertThat(fixture.accumulator.memory().availableBytes())
                .isEqualTo(fixture.accumulator.memory().totalBytes());
        Fixture.runAll(fixture.callbackTasks);
        assertThat(told.get()).isInstanceOf(DeliveryTimeoutException.class);
        assertThat(parked.delivery().outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(fixture.accumulator.pollReady()).isNull();
    }

    @Test
    void callsALateCallbackOnceIfItsSlotIsFilledBeforeTheCallbacksRun() {
        List<String> told = new ArrayList<>();
        OpenBatch batch = openWithOneRecord();
        PendingRecord parked = fixture.record("parked", (metadata, error) -> told.add("told"));
        parked.prepareDelivery(false);
        batch.claim(parked);
        batch.seal(SealReason.LINGER, 1);
        chain.removeHead();
        SealedBatch sealed = batch.toSealed();
        sealed.outcome().failed(timeout());
        batch.write(parked);
        batch.commit(parked);
        sealed.outcome().runCallbacks();
        Fixture.runAll(fixture.callbackTasks);
        assertThat(told).containsExactly("told");
    }

    @Test
    void belongsToTheSenderOnceAndOnlyWhenSealed() {
        OpenBatch batch = openWithOneRecord();
        assertThatThrownBy(batch::toSealed).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(chain::removeHead).isInstanceOf(IllegalStateException.class);
        fixture.sealAndTake(chain);
        assertThatThrownBy(batch::toSealed).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(chain::removeHead).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesUpABatchThatIsStillBeingCompressed() {
        Fixture zipped = new Fixture(Fixture.BATCH_SIZE, 1 << 20, CompressionType.GZIP);
        PartitionChain zippedChain = zipped.accumulator.chain("t", 0);
        zipped.append(zippedChain, zipped.record("a".repeat(1000)));
        OpenBatch batch = Objects.requireNonNull(zippedChain.head());
        batch.seal(SealReason.LINGER, 1);
        assertThat(batch.isComplete()).isFalse();
        zippedChain.removeHead();
        SealedBatch sealed = batch.toSealed();
        assertThat(sealed.isSendable()).isFalse();
        sealed.release();
        Fixture.runAll(zipped.compressionTasks);
        assertThat(zipped.accumulator.memory().availableBytes())
                .isEqualTo(zipped.accumulator.memory().totalBytes());
    }

    private PendingRecord prepared(String value) {
        PendingRecord record = fixture.record(value);
        record.prepareDelivery(false);
        return record;
    }

    private PendingRecord claimed(OpenBatch batch, String value) {
        PendingRecord record = prepared(value);
        assertThat(batch.claim(record)).isEqualTo(OpenBatch.Claim.CLAIMED);
        return record;
    }

    private MemoryChunk take(int sizeBytes) {
        return Objects.requireNonNull(fixture.accumulator
                .memory()
                .tryTake(fixture.accumulator.memory().share(-1), sizeBytes));
    }

    private static DeliveryTimeoutException timeout() {
        return new DeliveryTimeoutException(Outcome.NOT_PERSISTED, "too late", null);
    }
}
