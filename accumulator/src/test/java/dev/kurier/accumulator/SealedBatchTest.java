package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.error.RecordTooLargeException;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.DecodedRecord;
import dev.kurier.protocol.record.HeadersEncoder;
import dev.kurier.protocol.record.RecordBatch;
import dev.kurier.protocol.record.RecordBatchReader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedBatchTest {
    private final Fixture fixture = Fixture.plain();
    private final PartitionChain chain = fixture.accumulator.chain("t", 0);

    @Test
    void encodesHeaderAndRecordsOfTheIdentityItIsGiven() {
        fixture.append(chain, fixture.record("a", 1_000, null));
        fixture.append(chain, fixture.record("b", 2_000, null));
        SealedBatch batch = fixture.sealAndTake(chain);
        ByteBuffer bytes = Fixture.join(batch.encode(77, (short) 3, 41));
        assertThat(bytes.remaining()).isEqualTo(batch.sizeBytes());
        RecordBatch read = RecordBatchReader.batches(bytes).get(0);
        assertThat(read.isCrcValid()).isTrue();
        assertThat(read.header().producerId()).isEqualTo(77);
        assertThat(read.header().producerEpoch()).isEqualTo((short) 3);
        assertThat(read.header().baseSequence()).isEqualTo(41);
        assertThat(read.header().baseTimestamp()).isEqualTo(1_000);
        assertThat(read.header().maxTimestamp()).isEqualTo(2_000);
        assertThat(read.header().recordsCount()).isEqualTo(2);
    }

    @Test
    void givesEachAttemptViewsOfItsOwnOverTheSameBytes() {
        fixture.append(chain, fixture.record("a"));
        SealedBatch batch = fixture.sealAndTake(chain);
        List<ByteBuffer> first = batch.encode(1, (short) 0, 0);
        ByteBuffer before = Fixture.join(first);
        List<ByteBuffer> second = batch.encode(1, (short) 0, 0);
        assertThat(Fixture.join(second)).isEqualTo(before);
        assertThat(first.get(0).remaining()).isZero();
    }

    @Test
    void neverChangesBytesThatItGaveOut() {
        fixture.append(chain, fixture.record("a"));
        SealedBatch batch = fixture.sealAndTake(chain);
        List<ByteBuffer> first = batch.encode(1, (short) 0, 0);
        ByteBuffer before = copy(first);
        ByteBuffer other = copy(batch.encode(1, (short) 1, 0));
        batch.encode(1, (short) 2, 5);
        assertThat(copy(first)).isEqualTo(before);
        assertThat(other).isNotEqualTo(before);
        assertThat(RecordBatchReader.batches(other).get(0).isCrcValid()).isTrue();
    }

    @Test
    void keepsItsMemoryUntilTheReleaseWhateverItsOutcome() {
        Fixture small = new Fixture(1_000, 4_096, CompressionType.NONE);
        PartitionChain a = small.accumulator.chain("a", 0);
        PartitionChain b = small.accumulator.chain("b", 0);
        small.append(a, small.record("secret of a"));
        SealedBatch batch = small.sealAndTake(a);
        List<ByteBuffer> inFlight = batch.encode(1, (short) 0, 0);
        ByteBuffer before = copy(inFlight);
        batch.outcome().failed(new InvalidRecordException("expired while half written"));
        // Others use up all the memory that is left; none of it is that of the batch on its way.
        int appended = 0;
        PendingRecord record = small.record("b".repeat(300));
        while (small.accumulator.append(b, record) == AppendResult.APPENDED) {
            appended++;
            record = small.record("b".repeat(300));
        }
        assertThat(appended).isPositive();
        assertThat(copy(inFlight)).isEqualTo(before);
        assertThat(record.ticket().isWaiting()).isTrue();
        batch.release();
        assertThat(record.ticket().isGranted()).isTrue();
        record.cancel();
    }

    @Test
    void refusesASecondRelease() {
        fixture.append(chain, fixture.record("a"));
        SealedBatch batch = fixture.sealAndTake(chain);
        batch.release();
        assertThatThrownBy(batch::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> batch.encode(1, (short) 0, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(fixture.accumulator.memory().availableBytes())
                .isEqualTo(fixture.accumulator.memory().totalBytes());
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void splitsIntoHalvesThatHoldTheSameRecordsByteForByte(CompressionType compression) {
        Fixture some = new Fixture(Fixture.BATCH_SIZE, 1 << 20, compression);
        PartitionChain of = some.accumulator.chain("t", 0);
        HeadersEncoder headers = new HeadersEncoder();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            PendingRecord record = some.record("v" + i, 1_000 + random.nextInt(2_000), null);
            byte[] key = new byte[random.nextInt(50)];
            random.nextBytes(key);
            headers.reset();
            headers.add("h" + i, i % 3 == 0 ? null : key);
            headers.applyTo(record.encoded());
            record.encoded().key(i % 2 == 0 ? null : key);
            some.append(of, record);
        }
        SealedBatch whole = some.sealAndTake(of);
        List<DecodedRecord> before = Fixture.decode(whole);
        List<SealedBatch> parts = whole.split(whole.sizeBytes() / 2);
        assertThat(parts).hasSizeBetween(2, 3);
        List<DecodedRecord> after = new ArrayList<>();
        for (SealedBatch part : parts) {
            assertThat(part.sizeBytes()).isLessThan(whole.sizeBytes());
            for (DecodedRecord record : Fixture.decode(part)) {
                after.add(new DecodedRecord(
                        after.size(), record.timestampMs(), record.key(), record.value(), record.headers()));
            }
            part.release();
        }
        assertThat(after).isEqualTo(before);
        whole.release();
        assertThat(some.accumulator.memory().availableBytes())
                .isEqualTo(some.accumulator.memory().totalBytes());
    }

    @Test
    void splitsUntilEachRecordIsAloneAndNoFurther() {
        for (int i = 0; i < 5; i++) {
            fixture.append(chain, fixture.record("v" + i));
        }
        List<SealedBatch> todo = new ArrayList<>(List.of(fixture.sealAndTake(chain)));
        List<String> values = new ArrayList<>();
        while (!todo.isEmpty()) {
            SealedBatch batch = todo.remove(0);
            if (batch.recordCount() == 1) {
                values.addAll(Fixture.values(batch));
                assertThatThrownBy(() -> batch.split(1)).isInstanceOf(IllegalStateException.class);
            } else {
                todo.addAll(0, batch.split(batch.sizeBytes() / 2));
            }
            batch.release();
        }
        assertThat(values).containsExactly("v0", "v1", "v2", "v3", "v4");
    }

    @Test
    void changesNothingAndKeepsNoMemoryIfARecordCantBeReadWhileSplitting() {
        BatchDelivery delivery = fixture.append(chain, fixture.record("good"));
        PendingRecord unreadable = fixture.record("bad");
        unreadable.encoded().headers(new byte[] {10}, 0, 1);
        fixture.append(chain, unreadable);
        SealedBatch whole = fixture.sealAndTake(chain);
        long before = fixture.accumulator.memory().availableBytes();

        assertThatThrownBy(() -> whole.split(1)).isInstanceOf(ProtocolException.class);

        assertThat(fixture.accumulator.memory().availableBytes()).isEqualTo(before);
        assertThat(delivery.isDone()).isFalse();
        assertThat(whole.outcome().hasEnded()).isFalse();
    }

    @Test
    void endsTheRecordsOfEachPartOnTheirOwn() throws Exception {
        List<String> told = new ArrayList<>();
        List<BatchDelivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "r" + i;
            deliveries.add(fixture.append(
                    chain,
                    fixture.record(
                            name,
                            (metadata, error) ->
                                    told.add(name + "@" + (error == null ? metadata.offset() : error.code())))));
        }
        CompletableFuture<RecordMetadata> attachedBefore = deliveries.get(3).toCompletableFuture();
        SealedBatch whole = fixture.sealAndTake(chain);
        List<SealedBatch> parts = whole.split(whole.sizeBytes() / 2 + 1);
        assertThat(parts).hasSize(2);
        CompletableFuture<RecordMetadata> attachedAfter = deliveries.get(2).toCompletableFuture();
        parts.get(0).outcome().persisted(100, -1);
        assertThat(deliveries).extracting(BatchDelivery::isDone).containsExactly(true, true, false, false);
        parts.get(0).outcome().runCallbacks();
        assertThat(told).containsExactly("r0@100", "r1@101");
        parts.get(1).outcome().failed(new RecordTooLargeException("still too large"));
        assertThat(parts.get(1).outcome().hasWaiters()).isTrue();
        parts.get(1).outcome().runCallbacks();
        assertThat(told).containsExactly("r0@100", "r1@101", "r2@record-too-large", "r3@record-too-large");
        assertThat(attachedBefore).isCompletedExceptionally();
        assertThat(attachedAfter).isCompletedExceptionally();
        assertThat(deliveries.get(1).get().offset()).isEqualTo(101);
        assertThat(deliveries.get(3).outcome()).isEqualTo(Outcome.NOT_PERSISTED);
    }

    @Test
    void failsTheCulpritsAloneAndKeepsTheOthersTogether() {
        List<String> told = new ArrayList<>();
        List<BatchDelivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String name = "r" + i;
            deliveries.add(fixture.append(chain, fixture.record(name, (metadata, error) -> told.add(name))));
        }
        SealedBatch whole = fixture.sealAndTake(chain);
        ProducerException one = new InvalidRecordException("one");
        ProducerException three = new InvalidRecordException("three");
        List<SealedBatch> innocents = whole.without(Map.of(1, one, 3, three));
        assertThat(innocents).hasSize(1);
        assertThat(Fixture.values(innocents.get(0))).containsExactly("r0", "r2", "r4");
        assertThat(deliveries.get(1).error()).isSameAs(one);
        assertThat(deliveries.get(3).error()).isSameAs(three);
        assertThat(whole.outcome().hasWaiters()).isTrue();
        assertThat(whole.outcome().hasEnded()).isFalse();
        whole.outcome().runCallbacks();
        assertThat(told).containsExactly("r1", "r3");
        innocents.get(0).outcome().persisted(10, -1);
        innocents.get(0).outcome().runCallbacks();
        assertThat(told).containsExactly("r1", "r3", "r0", "r2", "r4");
        assertThat(deliveries.get(4).join().offset()).isEqualTo(12);
        assertThat(whole.outcome().hasEnded()).isTrue();
        assertThat(whole.outcome().hasWaiters()).isFalse();
    }

    @Test
    void hasNoInnocentsIfAllAreCulprits() {
        BatchDelivery delivery = fixture.append(chain, fixture.record("a"));
        SealedBatch whole = fixture.sealAndTake(chain);
        assertThat(whole.without(Map.of(0, new InvalidRecordException("bad")))).isEmpty();
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
    }

    @Test
    void splitsThoughNoMemoryIsLeft() {
        Fixture small = new Fixture(2_048, 2_048, CompressionType.NONE);
        PartitionChain of = small.accumulator.chain("t", 0);
        PendingRecord record = small.record("x".repeat(100));
        while (small.accumulator.append(of, record) == AppendResult.APPENDED) {
            record = small.record("x".repeat(100));
        }
        record.cancel();
        SealedBatch whole = small.take(of);
        List<SealedBatch> parts = whole.split(whole.sizeBytes() / 2);
        assertThat(small.accumulator.memory().availableBytes()).isNegative();
        whole.release();
        parts.forEach(SealedBatch::release);
        assertThat(small.accumulator.memory().availableBytes()).isEqualTo(2_048);
    }

    @Test
    void givesBackWhatCompressionFreed() {
        Fixture zipped = new Fixture(Fixture.BATCH_SIZE, 1 << 20, CompressionType.ZSTD);
        PartitionChain of = zipped.accumulator.chain("t", 0);
        String value = "the same again and again ".repeat(20);
        while (of.queuedBatches() < 2) {
            zipped.append(of, zipped.record(value));
        }
        // The caller that filled the batch has compressed it.
        assertThat(zipped.compressionTasks).isEmpty();
        long open = 1024;
        long held = zipped.accumulator.memory().totalBytes()
                - zipped.accumulator.memory().availableBytes();
        SealedBatch batch = zipped.take(of);
        assertThat(batch.sizeBytes()).isLessThan(1_000);
        assertThat(held).isLessThan(16_384 + 2 * open);
        assertThat(Fixture.values(batch)).allMatch(value::equals);
    }

    @Test
    void isCompressedOnceByWhoSealedItIfNoThreadIsToBeHad() {
        Deque<Runnable> queued = new ArrayDeque<>();
        RecordAccumulator accumulator =
                Fixture.threaded(Fixture.settings(Fixture.BATCH_SIZE, 1 << 20, CompressionType.ZSTD), task -> {
                    queued.add(task);
                    throw new OutOfMemoryError("unable to create native thread");
                });
        PartitionChain of = accumulator.chain("t", 0);
        accumulator.append(of, Fixture.plain().record("the same again and again ".repeat(20)));
        OpenBatch batch = Objects.requireNonNull(of.head());

        batch.seal(SealReason.LINGER, 0);

        assertThat(batch.isComplete()).isTrue();
        queued.forEach(Runnable::run);
        of.removeHead();
        assertThat(batch.toSealed().sizeBytes()).isLessThan(300);
        assertThat(accumulator.pollReady()).isSameAs(of);
        assertThat(accumulator.pollReady()).isNull();
    }

    @Test
    void sendsRecordsAsTheyAreIfCompressionWouldMakeThemLarger() {
        Fixture zipped = new Fixture(Fixture.BATCH_SIZE, 1 << 20, CompressionType.GZIP);
        PartitionChain of = zipped.accumulator.chain("t", 0);
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        PendingRecord record = zipped.record("");
        record.encoded().value(noise);
        zipped.append(of, record);
        SealedBatch batch = zipped.sealAndTake(of);
        assertThat(Fixture.decode(batch).get(0).value()).isEqualTo(noise);
        ByteBuffer bytes = Fixture.join(batch.encode(1, (short) 0, 0));
        assertThat(RecordBatchReader.batches(bytes).get(0).header().compression())
                .isEqualTo(CompressionType.NONE);
    }

    @Test
    void collectsMoreRecordsOfATopicThatCompressesWell() {
        Fixture zipped = new Fixture(4_096, 1 << 20, CompressionType.ZSTD);
        PartitionChain of = zipped.accumulator.chain("t", 0);
        String value = "compresses well ".repeat(10);
        int first = recordsOfNextBatch(zipped, of, value);
        int last = 0;
        for (int i = 0; i < 100; i++) {
            last = recordsOfNextBatch(zipped, of, value);
        }
        assertThat(last).isGreaterThan(first);
    }

    private static int recordsOfNextBatch(Fixture fixture, PartitionChain chain, String value) {
        while (chain.queuedBatches() < 2) {
            fixture.append(chain, fixture.record(value));
        }
        SealedBatch batch = fixture.take(chain);
        batch.release();
        return batch.recordCount();
    }

    private static ByteBuffer copy(List<ByteBuffer> parts) {
        return Fixture.join(parts.stream().map(ByteBuffer::duplicate).toList());
    }
}
